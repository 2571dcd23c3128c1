import type { AuthorizeContext } from '@/lib/authorize/begin';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { type DueAccount, listDue } from '@/lib/upkeep/data';
import type { HostLimits } from '@/lib/upkeep/host-limits';
import { healDueTimes } from '@/lib/upkeep/mutations';
import { renewToken } from '@/lib/upkeep/renew';
import { settleAll } from '@/lib/upkeep/settle-journal';

/** Requests on their way at once, over all instances. */
const AT_ONCE = 8;
/** Rows looked at together; the next ones are read when these are done. */
const BATCH = 200;

export interface Round {
  renewed: number;
  failed: number;
}

/**
 * Renews whatever is due, those whose token ends first at the front, within the limits of each instance. What fails is written
 * into its row with the time of its next try, so a round always ends. Stops taking up work when the signal is aborted.
 */
export async function renewDue(
  context: AuthorizeContext,
  limits: HostLimits,
  signal: AbortSignal,
): Promise<Round> {
  const round: Round = { renewed: 0, failed: 0 };
  const { store, clock } = context;
  await settleAll(context, clock.now());
  await healDueTimes(store, clock.now());
  for (;;) {
    const due = await listDue(store, clock.now(), { limit: BATCH, without: limits.paused() });
    const before = round.renewed + round.failed;
    await renewAll(context, limits, signal, due, round);
    // Nothing moved: all that is left is held by others or by instances that are left alone.
    if (signal.aborted || round.renewed + round.failed === before) return round;
  }
}

async function renewAll(
  context: AuthorizeContext,
  limits: HostLimits,
  signal: AbortSignal,
  due: DueAccount[],
  round: Round,
): Promise<void> {
  const waiting = [...due];
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const index = waiting.findIndex(({ instanceUrl }) => limits.hasRoom(instanceUrl));
    if (index >= 0 && running.size < AT_ONCE) {
      const [next] = waiting.splice(index, 1);
      if (!next) break;
      const work: Promise<void> = renewOne(context, limits, next, round).finally(() => running.delete(work));
      running.add(work);
      continue;
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  await Promise.all(running);
}

async function renewOne(context: AuthorizeContext, limits: HostLimits, due: DueAccount, round: Round) {
  try {
    const outcome = await limits.run(due.instanceUrl, () => renewToken(context, null, due.accountId));
    if (outcome === 'renewed') round.renewed += 1;
  } catch (error) {
    round.failed += 1;
    log.warn('renewal_failed', {
      account: due.accountId,
      code: error instanceof AppError ? error.code : 'internal',
    });
  }
}
