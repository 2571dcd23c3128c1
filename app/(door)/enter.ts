'use client';

import { signIn } from 'next-auth/react';
import { REFUSED, WAIT_PREFIX } from '@/lib/door/sign-in-codes';
import { waitWords } from '@/lib/door/wait-words';

const UNREACHABLE = 'This service did not answer. Check your network, then try again.';

/** Signs in with email and password; null when it worked, else what to say. */
export async function enter(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false });
    if (answer?.ok && !answer.error) return null;
    if (answer?.error === REFUSED) return 'The email or the password is not right.';
    if (answer?.error?.startsWith(WAIT_PREFIX))
      return waitWords(Number(answer.error.slice(WAIT_PREFIX.length)));
    return UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}
