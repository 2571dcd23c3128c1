import type { AuthorizeContext } from '@/lib/authorize/begin';
import { AppError, type ErrorCode } from '@/lib/errors';
import { classOf } from '@/lib/oauth/failure-class';
import { backOffMs, SLOW_RETRY_MS } from '@/lib/tokens/due';
import { loadUpkeep, type UpkeepRow } from '@/lib/upkeep/data';
import { STATE_OF_CLASS, type UpkeepState } from '@/lib/upkeep/state';

/** One refusal of a refresh token may be a glitch: it is asked once more after this, then it counts (upkeep.md, fault 14). */
const CONFIRM_AFTER_MS = 30_000;

export interface AfterFailure {
  state: UpkeepState;
  reason: ErrorCode;
  facts: AppError['facts'];
  /** Null when only a person can go on. */
  dueAt: Date | null;
  /** The refresh token may have been replaced by an answer that never came. */
  isOutcomeUnknown: boolean;
  now: Date;
}

/** True when this failure was asked for once more in its time: two callers at once are no confirmation of each other. */
export const isAskedAgain = (before: UpkeepRow | null, code: ErrorCode, now: Date): boolean =>
  before?.reason === code && (before.dueAt === null || before.dueAt <= now);

/** What follows from a failed try: the state that the account is in now, and when it is tried again. */
export async function afterFailure(
  { store, clock }: AuthorizeContext,
  accountId: string,
  error: unknown,
): Promise<AfterFailure> {
  const before = await loadUpkeep(store, accountId);
  const { code, facts } = error instanceof AppError ? error : new AppError('internal');
  const now = clock.now();
  const { state, inMs } = decide(before, now, code, facts, error);
  return {
    state,
    reason: code,
    facts,
    dueAt: inMs === null ? null : new Date(now.getTime() + inMs),
    isOutcomeUnknown: facts.outcome === 'unknown',
    now,
  };
}

function decide(
  before: UpkeepRow | null,
  now: Date,
  code: ErrorCode,
  facts: AppError['facts'],
  error: unknown,
): { state: UpkeepState; inMs: number | null } {
  // A step of the set-up was changed since: Authorize begins upkeep anew. What was well stays well, and is looked at again.
  if (code === 'step_not_ready') return { state: before?.state ?? 'healthy', inMs: SLOW_RETRY_MS };
  const kind = classOf(error);
  if (kind === 'reauth_required') {
    // Of one that was rescued from an unusable answer it says nothing about the one in the database.
    const isOfStored = facts.asked !== 'rescued';
    const isConfirmed =
      (isOfStored && isAskedAgain(before, code, now)) || facts.reason === 'no-refresh-token';
    return isConfirmed
      ? { state: 'reauth_required', inMs: null }
      : { state: 'degraded', inMs: CONFIRM_AFTER_MS };
  }
  if (kind === 'temporary') {
    const asked = typeof facts.retryAfterSeconds === 'number' ? facts.retryAfterSeconds : null;
    return { state: 'degraded', inMs: backOffMs((before?.failures ?? 0) + 1, Math.random(), asked) };
  }
  return { state: STATE_OF_CLASS[kind], inMs: SLOW_RETRY_MS };
}
