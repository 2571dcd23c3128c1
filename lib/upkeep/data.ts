import { and, asc, eq, inArray, isNotNull, isNull, lte, notInArray, sql } from 'drizzle-orm';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

export type UpkeepRow = typeof upkeep.$inferSelect;

export async function loadUpkeep({ db }: Store, accountId: string): Promise<UpkeepRow | null> {
  const [row] = await db.select().from(upkeep).where(eq(upkeep.accountId, accountId));
  return row ?? null;
}

export interface DueAccount {
  accountId: string;
  instanceUrl: string;
}

/** Of an account that the clock may work on, at no instance that is left out. */
export const isInUse = (without: readonly string[]) =>
  and(
    isNotNull(accounts.appliedAt),
    isNull(accounts.deletedAt),
    isNull(accounts.quarantinedAt),
    notInArray(accounts.instanceUrl, [...without]),
  );

/** Accounts in use whose next try is due and that nobody is renewing, the one whose token ends first at the front. */
export function listDue(
  { db }: Store,
  now: Date,
  { limit, without }: { limit: number; without: readonly string[] },
): Promise<DueAccount[]> {
  return db
    .select({ accountId: upkeep.accountId, instanceUrl: accounts.instanceUrl })
    .from(upkeep)
    .innerJoin(accounts, eq(accounts.id, upkeep.accountId))
    .innerJoin(tokens, eq(tokens.accountId, upkeep.accountId))
    .where(
      and(
        lte(upkeep.dueAt, now),
        isInUse(without),
        sql`(${upkeep.leaseUntil} is null or ${upkeep.leaseUntil} < now())`,
      ),
    )
    .orderBy(asc(tokens.expiresAt))
    .limit(limit);
}

/** The stored version of each of these accounts' tokens; accounts without one are left out. */
export async function versionsOf({ db }: Store, accountIds: string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .select({ accountId: tokens.accountId, version: tokens.version })
    .from(tokens)
    .where(inArray(tokens.accountId, accountIds));
  return new Map(rows.map(({ accountId, version }) => [accountId, version]));
}
