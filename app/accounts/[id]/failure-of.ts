import type { AccountView } from '@/lib/accounts/view';
import { type Explanation, explainError } from '@/lib/coupa/error-atlas';
import { ERROR_CODES, type ErrorCode, type Trace } from '@/lib/errors';
import { quarantined } from '@/lib/keys/quarantined';

/** What went wrong, with its words. Made on the server: the words for all codes would be a large part of the page. */
export interface Failure {
  code: ErrorCode;
  explanation: Explanation;
  trace?: Trace;
  at?: string;
}

/**
 * The last failed try of an account, or the one that an address names by `?problem=` because it belongs to no journey
 * of ours. An account that was put aside says only that. Where both have the same code the account's is told: it knows more.
 */
export function failureOf(
  account: Pick<
    AccountView,
    'problem' | 'quarantine' | 'upkeep' | 'instanceUrl' | 'redirectUri' | 'isTokenCurrent'
  >,
  problemCode: string | null = null,
): Failure | null {
  const { problem, quarantine, upkeep, instanceUrl, redirectUri, isTokenCurrent } = account;
  const context = { instanceUrl, redirectUri, isTokenCurrent };
  const isRenewal =
    upkeep !== null && upkeep.reason !== null && upkeep.reason === (problem?.code ?? upkeep.reason);
  if (quarantine) {
    const { code, facts } = quarantined(quarantine.value);
    return { code, explanation: explainError(code, facts, context), at: quarantine.at };
  }
  const named = ERROR_CODES.find((code) => code === problemCode);
  if (named && named !== problem?.code) return { code: named, explanation: explainError(named, {}, context) };
  // The row of the last renewal says why even where nothing was noted with the account.
  if (!problem && upkeep?.reason) {
    const { reason: code, facts, since: at } = upkeep;
    return { code, explanation: explainError(code, facts, { ...context, isRenewal }), at };
  }
  if (!problem) return null;
  const { code, facts, trace, at } = problem;
  const explanation = explainError(code, facts, { ...context, isRenewal, ...(trace && { trace }) });
  return { code, explanation, at, ...(trace && { trace }) };
}
