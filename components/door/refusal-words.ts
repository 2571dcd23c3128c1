import type { Problem } from '@/lib/http/problem';

/** What to say when a proof was not taken: the words for its field, how long to wait, or what happened. */
export function refusalWords({ code, fields = {}, facts = {}, detail }: Problem): string {
  const [first] = Object.values(fields);
  if (first) return first;
  const { retryAfterSeconds } = facts;
  if (code !== 'too_many_tries' || typeof retryAfterSeconds !== 'number') return detail;
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return `Too many tries. Try again in ${minutes === 1 ? '1 minute' : `${minutes} minutes`}.`;
}
