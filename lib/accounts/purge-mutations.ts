import { and, asc, eq, lte } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { accounts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

/** Accounts that were deleted before then, those that wait longest first. */
export async function listGone({ db }: Store, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(lte(accounts.deletedAt, before))
    .orderBy(asc(accounts.deletedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Takes an account away for good, with its token, reports and alerts; its lines of the audit log stay. False when somebody
 * restored it in the meantime.
 */
export async function purgeAccount({ db, ring }: Store, id: string, before: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(accounts)
      .where(and(eq(accounts.id, id), lte(accounts.deletedAt, before)))
      .returning({ label: accounts.label, instanceUrl: accounts.instanceUrl });
    if (!gone) return false;
    const facts = { label: gone.label, host: new URL(gone.instanceUrl).host };
    await recordEvent({ db: tx, ring }, { kind: 'purged', by: null, accountId: id, facts });
    return true;
  });
}
