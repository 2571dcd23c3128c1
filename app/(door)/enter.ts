'use client';

import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { signIn } from 'next-auth/react';
import { askPasskey } from '@/components/door/ask-passkey';
import { refusalWords } from '@/components/door/refusal-words';
import { callApi } from '@/components/wizard/call-api';
import {
  PASSWORDS_OFF,
  REFUSED,
  SECOND_FACTOR_PREFIX,
  type SecondWay,
  START_AGAIN,
  WAIT_PREFIX,
} from '@/lib/door/sign-in-codes';
import { waitWords } from '@/lib/door/wait-words';

/** What came of a step of signing in. */
export type Entered =
  | { outcome: 'in' }
  | { outcome: 'second_factor'; ways: SecondWay[] }
  | { outcome: 'refused'; words: string }
  /** The step is over; it begins anew with the password. */
  | { outcome: 'start_again'; words: string };

const UNREACHABLE = 'This service did not answer. Check your network, then try again.';
const OVER = 'That took too long, or had too many wrong codes. Start again with your password.';

export const enter = (email: string, password: string): Promise<Entered> =>
  send('credentials', { email, password }, 'The email or the password is not right.');

export const enterWithCode = (code: string): Promise<Entered> =>
  send(
    'second-factor',
    { code },
    'This code is not right, or it was used before. The app shows a new one every 30 seconds.',
  );

/** By a passkey, alone or after the right password. */
export async function enterWithPasskey(step: 'alone' | 'second_factor'): Promise<Entered> {
  const challenge = await callApi<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/auth/passkey', {
    step,
  });
  if (!challenge.ok) {
    if (challenge.problem.code === 'not_signed_in') return { outcome: 'start_again', words: OVER };
    return { outcome: 'refused', words: refusalWords(challenge.problem) };
  }
  const asked = await askPasskey(challenge.data);
  if (!asked.ok) return { outcome: 'refused', words: asked.words };
  const provider = step === 'alone' ? 'passkey' : 'second-factor';
  return send(provider, { passkey: JSON.stringify(asked.answer) }, 'This passkey was not accepted.');
}

async function send(provider: string, proof: Record<string, string>, refusedWords: string): Promise<Entered> {
  try {
    const answer = await signIn(provider, { ...proof, redirect: false });
    if (answer?.ok && !answer.error) return { outcome: 'in' };
    return read(answer?.error ?? '', refusedWords);
  } catch {
    return { outcome: 'refused', words: UNREACHABLE };
  }
}

function read(code: string, refusedWords: string): Entered {
  if (code.startsWith(SECOND_FACTOR_PREFIX)) {
    const ways = code.slice(SECOND_FACTOR_PREFIX.length).split(',') as SecondWay[];
    return { outcome: 'second_factor', ways };
  }
  if (code.startsWith(WAIT_PREFIX))
    return { outcome: 'refused', words: waitWords(Number(code.slice(WAIT_PREFIX.length))) };
  if (code === START_AGAIN) return { outcome: 'start_again', words: OVER };
  if (code === REFUSED) return { outcome: 'refused', words: refusedWords };
  if (code === PASSWORDS_OFF)
    return { outcome: 'refused', words: 'Only the company’s sign-in leads in here.' };
  return { outcome: 'refused', words: UNREACHABLE };
}
