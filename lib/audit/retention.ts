import { asc, eq, lte, sql } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { auditHeads, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';

const DAY_MS = 86_400_000;
/** Lines that go in one transaction: the embedded database answers nobody meanwhile. */
export const TRIM_BATCH = 5000;

/**
 * Takes away lines older than `days` from the old end, in as many transactions as it needs; each writes its own line
 * with the count, and moves the start of the chain. Returns how many lines went.
 */
export async function trimAuditLog(
  store: Store,
  days: number,
  now: Date,
  signal?: AbortSignal,
  batch = TRIM_BATCH,
): Promise<number> {
  const before = new Date(now.getTime() - days * DAY_MS);
  let removed = 0;
  while (!signal?.aborted) {
    const count = await trimOnce(store, before, now, batch);
    removed += count;
    if (count < batch) break;
  }
  return removed;
}

const trimOnce = ({ db, ring }: Store, before: Date, now: Date, batch: number) =>
  db.transaction(async (tx) => {
    // The lock of whoever writes a line: nobody does while the start moves.
    const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.id, 1)).for('update');
    if (!head) throw new AppError('internal');
    const last = await findLast(tx, before, batch);
    if (!last) return 0;
    await tx.execute(sql`select set_config('audit.trim', 'on', true)`);
    const gone = await tx.delete(events).where(lte(events.id, last.id)).returning({ id: events.id });
    // Lines from before the chain lie before its start already.
    if (last.id > head.startSequence)
      await tx
        .update(auditHeads)
        .set({ startSequence: last.id, startHash: last.hash })
        .where(eq(auditHeads.id, 1));
    const facts = { count: gone.length, through: last.id, before: before.toISOString() };
    await recordEvent({ db: tx, ring }, { kind: 'audit_trimmed', by: null, facts, at: now });
    return gone.length;
  });

/** The last line of an unbroken run of old ones: where a clock once went back, a younger line keeps those behind it. */
async function findLast(tx: Transaction, before: Date, batch: number) {
  const { id, at, hash } = events;
  const run = await tx.select({ id, at, hash }).from(events).orderBy(asc(events.id)).limit(batch);
  const young = run.findIndex((line) => line.at >= before);
  return young === -1 ? run.at(-1) : run[young - 1];
}
