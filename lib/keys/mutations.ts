import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import { recordEvent } from '@/lib/audit/record';
import type { Database } from '@/lib/db/database';
import { accounts, sealCanaries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { isStillThere } from '@/lib/keys/data';
import type { SealedColumn } from '@/lib/keys/sealed-columns';

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Any number will do, as long as every process takes the same one while it changes the key file. */
const RING_LOCK = 482_305_118;

/** One change of the key file at a time, over all processes on one database: two at once would lose a key. */
export const withRingLock = <T>({ db }: Store, change: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${RING_LOCK})`);
    return change(tx);
  });

export async function forgetKey(tx: Transaction, keyId: string): Promise<void> {
  await tx.delete(sealCanaries).where(eq(sealCanaries.keyId, keyId));
}

/** Puts a re-wrapped value in the place of the one it was made from. False when somebody wrote another one meanwhile: theirs stays. */
export async function replaceSealed(
  db: Database,
  { table, id, sealed }: SealedColumn,
  row: { id: string; sealed: string },
  next: string,
): Promise<boolean> {
  // Drizzle sets a column by the name of its property.
  const [property] = Object.entries(getTableColumns(table)).find(([, each]) => each === sealed) ?? [];
  if (property === undefined) throw new AppError('internal');
  const changed = await db
    .update(table)
    .set({ [property]: next })
    .where(and(eq(id, row.id), eq(sealed, row.sealed)))
    .returning({ id });
  return changed.length > 0;
}

/**
 * Puts an account aside because a value of it does not open. False when the value is no longer there: somebody wrote
 * another one since it was read, and nothing is wrong.
 */
export async function putAside(
  { db, ring }: Store,
  column: SealedColumn,
  accountId: string,
  sealed: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await isStillThere(tx, column, accountId, sealed))) return false;
    const changed = await tx
      .update(accounts)
      .set({ quarantinedAt: new Date(), quarantinedValue: column.secret })
      .where(and(eq(accounts.id, accountId), isNull(accounts.quarantinedAt)))
      .returning({ id: accounts.id });
    if (changed.length > 0) {
      await noteNeedsPerson(tx, accountId);
      const facts = { value: column.secret ?? '' };
      await recordEvent(
        { db: tx, ring },
        { accountId, by: null, kind: 'quarantined', result: 'failed', facts },
      );
    }
    return true;
  });
}
