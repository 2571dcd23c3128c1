import type { AuthorizeContext } from '@/lib/authorize/begin';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import type { DueAccount } from '@/lib/upkeep/data';
import type { HostLimits } from '@/lib/upkeep/host-limits';
import { type ProbeOutcome, probe } from '@/lib/upkeep/probe';
import { listProbesDue } from '@/lib/upkeep/probe-data';
import { spreadProbes } from '@/lib/upkeep/probe-mutations';

/** Reads on their way at once, over all instances; at one of them as HostLimits allows. */
const AT_ONCE = 8;
/** As many as are begun in one round; the next minute has the next ones. */
const BATCH = 500;

export type ProbeRound = Record<ProbeOutcome, number>;

/** Reads once with every account whose proof is about a day old, within the limits of each instance. Failures wait for the next time. */
export async function probeDue(
  context: AuthorizeContext,
  limits: HostLimits,
  signal: AbortSignal,
): Promise<ProbeRound> {
  const { store, clock } = context;
  const round: ProbeRound = { read: 0, hastened: 0, 'nothing-to-read': 0, taken: 0 };
  await spreadProbes(store, clock.now());
  // One without room has it again in a moment; only what is left alone is left out.
  const without = limits.closed().filter((origin) => limits.isPaused(origin));
  const waiting = await listProbesDue(store, clock.now(), { limit: BATCH, without });
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const index = waiting.findIndex(({ instanceUrl }) => limits.hasRoom(instanceUrl));
    const [next] = index >= 0 && running.size < AT_ONCE ? waiting.splice(index, 1) : [];
    if (next) {
      const work: Promise<void> = probeOne(context, limits, next, round, signal).finally(() =>
        running.delete(work),
      );
      running.add(work);
    } else if (running.size > 0) await Promise.race(running);
    else if (waiting.some(({ instanceUrl }) => !limits.isPaused(instanceUrl))) await limits.whenRoom();
    else break;
  }
  await Promise.all(running);
  return round;
}

async function probeOne(
  context: AuthorizeContext,
  limits: HostLimits,
  { accountId, instanceUrl }: DueAccount,
  round: ProbeRound,
  signal: AbortSignal,
): Promise<void> {
  try {
    round[await limits.run(instanceUrl, () => probe(context, accountId, signal))] += 1;
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    if (!signal.aborted) log.warn('probe_failed', { account: accountId, code });
  }
}
