import type { AuthorizeContext } from '@/lib/authorize/begin';
import { AppError, type ErrorCode } from '@/lib/errors';
import { classOf } from '@/lib/oauth/failure-class';
import { backOffMs, SLOW_RETRY_MS } from '@/lib/tokens/due';
import { loadUpkeep } from '@/lib/upkeep/data';
import { isOutcomeUnknown } from '@/lib/upkeep/outcome';
import { STATE_OF_CLASS, type UpkeepState } from '@/lib/upkeep/state';

/** One refusal of a refresh token may be a glitch: it is asked once more after this, then it counts (upkeep.md, fault 14). */
const CONFIRM_AFTER_MS = 30_000;

export interface AfterFailure {
  state: UpkeepState;
  reason: ErrorCode;
  facts: AppError['facts'];
  /** Null when only a person can go on. */
  dueAt: Date | null;
  isOutcomeUnknown: boolean;
  now: Date;
}

/** What follows from a failed try: the state that the account is in now, and when it is tried again. */
export async function afterFailure(
  { store, clock }: AuthorizeContext,
  accountId: string,
  error: unknown,
): Promise<AfterFailure> {
  const before = await loadUpkeep(store, accountId);
  const failures = (before?.failures ?? 0) + 1;
  const { code, facts } = error instanceof AppError ? error : new AppError('internal');
  const now = clock.now();
  const kind = classOf(error);
  const isUnknown = isOutcomeUnknown(error);
  const settled = { reason: code, facts, isOutcomeUnknown: isUnknown, now };
  const inMs = (ms: number) => new Date(now.getTime() + ms);

  if (kind === 'reauth_required') {
    const isConfirmed = before?.reason === 'invalid_grant' || facts.reason === 'no-refresh-token';
    if (isConfirmed) return { ...settled, state: 'reauth_required', dueAt: null };
    return { ...settled, state: 'degraded', dueAt: inMs(CONFIRM_AFTER_MS) };
  }
  if (kind === 'temporary') {
    const asked = typeof facts.retryAfterSeconds === 'number' ? facts.retryAfterSeconds : null;
    return { ...settled, state: 'degraded', dueAt: inMs(backOffMs(failures, Math.random(), asked)) };
  }
  return { ...settled, state: STATE_OF_CLASS[kind], dueAt: inMs(SLOW_RETRY_MS) };
}
