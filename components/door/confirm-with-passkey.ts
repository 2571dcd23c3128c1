import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { askPasskey } from '@/components/door/ask-passkey';
import { refusalWords } from '@/components/door/refusal-words';
import { callApi } from '@/components/wizard/call-api';

/** Confirms by a passkey: a challenge, the browser's question, the answer. Null when it worked, else what to say. */
export async function confirmWithPasskey(): Promise<string | null> {
  const challenge = await callApi<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/me/confirm/passkey');
  if (!challenge.ok) return refusalWords(challenge.problem);
  const asked = await askPasskey(challenge.data);
  if (!asked.ok) return asked.words;
  const answer = await callApi('POST', '/api/me/confirm', { passkey: asked.answer });
  return answer.ok ? null : refusalWords(answer.problem);
}
