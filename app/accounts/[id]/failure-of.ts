import type { AccountView } from '@/lib/accounts/view';
import { type Explanation, explainError } from '@/lib/coupa/error-atlas';
import { ERROR_CODES, type ErrorCode, type Trace } from '@/lib/errors';

/** What went wrong, with its words. Made on the server: the words for all codes would be a large part of the page. */
export interface Failure {
  code: ErrorCode;
  explanation: Explanation;
  trace?: Trace;
  at?: string;
}

/**
 * The last failed try of an account, or the one that an address names by `?problem=` because it belongs to no journey
 * of ours. Where both have the same code the account's is told: it knows more.
 */
export function failureOf(
  account: Pick<AccountView, 'problem' | 'instanceUrl' | 'redirectUri' | 'isTokenCurrent'>,
  problemCode: string | null = null,
): Failure | null {
  const { problem, instanceUrl, redirectUri, isTokenCurrent } = account;
  const context = { instanceUrl, redirectUri, isTokenCurrent };
  const named = ERROR_CODES.find((code) => code === problemCode);
  if (named && named !== problem?.code) return { code: named, explanation: explainError(named, {}, context) };
  if (!problem) return null;
  const { code, facts, trace, at } = problem;
  const explanation = explainError(code, facts, { ...context, ...(trace && { trace }) });
  return { code, explanation, at, ...(trace && { trace }) };
}
