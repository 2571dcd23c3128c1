import { listToTell, type ToTell } from '@/lib/alerts/data';
import { claimTelling, writeAlert } from '@/lib/alerts/mutations';
import { failedFacts, recoveredFacts } from '@/lib/alerts/trouble-facts';
import type { Store } from '@/lib/db/store';
import { env } from '@/lib/env';
import { hintJob } from '@/lib/jobs/hint-job';

/** Rows looked at together; the next ones are read when these are told of. */
const BATCH = 200;

/**
 * Tells of every account in use whose state people do not know yet, and that a trouble is over. Each is told once, however many
 * processes look: whoever marks the row tells. When a trouble is told and when it may pass in silence: when-to-tell.ts.
 * Resolves to the number of alerts raised.
 */
export async function raiseDueAlerts({ store }: { store: Store }, now: Date): Promise<number> {
  let raised = 0;
  for (;;) {
    const rows = await listToTell(store, now, BATCH);
    let told = 0;
    for (const row of rows) if (await tell(store, row, now)) told += 1;
    raised += told;
    // A batch of which nothing was ours is being told by others.
    if (rows.length < BATCH || told === 0) break;
  }
  if (raised > 0) await hintJob('deliveries');
  return raised;
}

function tell({ db, ring }: Store, row: ToTell, now: Date): Promise<boolean> {
  const isOver = row.state === 'healthy';
  const { accountId } = row;
  return db.transaction(async (tx) => {
    if (!(await claimTelling(tx, row, isOver ? null : row.state, now))) return false;
    const alert = isOver
      ? { accountId, kind: 'recovered' as const, facts: recoveredFacts(row), at: now }
      : { accountId, kind: 'failed' as const, facts: failedFacts(row, now), at: now };
    return writeAlert({ db: tx, ring }, alert, { hasMail: env().mail !== null });
  });
}
