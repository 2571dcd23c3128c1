import { limitsOf } from '@/lib/jobs/limits-of';
import type { Run } from '@/lib/jobs/run';
import { noteRound } from '@/lib/ops/last-round';
import { listDue } from '@/lib/upkeep/data';
import { type Round, renewDue } from '@/lib/upkeep/renew-due';

/** More than this is work for several processes. */
const BATCH = 200;
/** A longer round ends here, and its job with it; the next one goes on. */
const LONGEST_ROUND_MS = 10 * 60_000;

/** One round over everything that is due; with more than a batch of it, other processes are asked to join in. */
export async function renewWhatIsDue({ context, signal, askForHelp }: Run): Promise<Round> {
  const { store, clock } = context;
  const limits = limitsOf(context);
  const due = await listDue(store, clock.now(), { limit: BATCH + 1, without: limits.closed() });
  if (due.length > BATCH) askForHelp();
  const ends = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ROUND_MS)]);
  const round = await renewDue(context, limits, ends);
  noteRound(clock.now());
  return round;
}
