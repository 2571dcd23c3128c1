import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { type Deadline, startDeadline } from '@/lib/oauth/deadline';
import { inFlight } from '@/lib/upkeep/in-flight';
import { renewToken } from '@/lib/upkeep/renew';
import { loadProgress, type RenewalProgress } from '@/lib/upkeep/renewal-data';

/** Two requests at their deadline, discovery before them, and some more. Whoever asks over HTTP is still there. */
const LONGEST_WAIT_MS = 25_000;
const LOOK_EVERY_MS = 200;

/**
 * Renews, or waits for the process that is renewing right now, and resolves when a new token is stored. In this process one for
 * each account, however many ask.
 * @param by who asked; null for the clock
 * @param obtainedBy when the token came that was found too old: a newer one is as good as a renewal; without it one is made anyhow
 * @throws AppError those of renewToken; the other process's failure when its try failed; renewal_in_progress after 25 seconds
 */
export function renewOrWait(
  context: AuthorizeContext,
  by: Actor | null,
  accountId: string,
  obtainedBy?: Date,
): Promise<void> {
  return inFlight('renewal-or-wait', accountId, () => tryUntilKnown(context, by, accountId, obtainedBy));
}

async function tryUntilKnown(
  context: AuthorizeContext,
  by: Actor | null,
  accountId: string,
  obtainedBy?: Date,
): Promise<void> {
  const deadline = startDeadline(context.clock, LONGEST_WAIT_MS);
  try {
    for (;;) {
      const before = await loadProgress(context.store, accountId);
      if ((await renewToken(context, by, accountId, { obtainedBy })) === 'renewed') return;
      if ((await waitForRenewal(context, accountId, before, deadline)) === 'renewed') return;
    }
  } finally {
    deadline.end();
  }
}

/**
 * Looks at the row until the process that holds the lease has stored a token (`renewed`), or has gone without a word (`over`):
 * then whoever waited may try.
 * @param before what stood there before the lease was asked for
 * @throws AppError the other's failure; renewal_in_progress at the deadline
 */
export async function waitForRenewal(
  { store, clock }: AuthorizeContext,
  accountId: string,
  before: RenewalProgress | null,
  deadline: Deadline,
): Promise<'renewed' | 'over'> {
  for (;;) {
    const now = await loadProgress(store, accountId);
    if (now?.version !== before?.version) return 'renewed';
    if (now && now.failures > (before?.failures ?? 0) && now.reason) throw failureOf(now, now.reason);
    if (deadline.isOver()) throw stillInProgress(now);
    if (!now || now.heldForSeconds === null) return 'over';
    await clock.wait(LOOK_EVERY_MS, deadline.signal).catch(() => undefined);
  }
}

const failureOf = ({ facts, dueAt }: RenewalProgress, reason: AppError['code']) =>
  new AppError(reason, { facts, retryable: dueAt !== null });

const stillInProgress = (now: RenewalProgress | null) =>
  new AppError('renewal_in_progress', {
    retryable: true,
    facts: { retryAfterSeconds: Math.max(1, Math.ceil(now?.heldForSeconds ?? 1)) },
  });
