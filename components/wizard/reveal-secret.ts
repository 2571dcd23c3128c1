import { confirmedCall } from '@/components/door/use-confirmed-call';

export type Revealable = 'access_token' | 'client_secret';

/** Fetches a secret for the press that asked for it. It goes to the clipboard or the field and is kept nowhere. @throws Error with words */
export async function revealSecret(accountId: string, what: Revealable): Promise<string> {
  const answer = await confirmedCall<{ value: string }>('POST', `/api/accounts/${accountId}/reveal`, {
    what,
  });
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.data.value;
}
