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

/**
 * So many of what is due are put into the order of their ends. After an outage a hundred thousand are due at once, and sorting
 * them all for each batch would take the database longer than renewing the batch (0.7 s, measured).
 */
const MOST_SORTED = 2000;

/** Accounts in use whose next try is due and that nobody is renewing: of those that have been due longest the one whose token ends first at the front. */
export function listDue(
  { db }: Store,
  now: Date,
  { limit, without }: { limit: number; without: readonly string[] },
): Promise<DueAccount[]> {
  const isFree = sql`(${upkeep.leaseUntil} is null or ${upkeep.leaseUntil} < now())`;
  const due = db
    .select({ accountId: upkeep.accountId, instanceUrl: accounts.instanceUrl })
    .from(upkeep)
    .innerJoin(accounts, eq(accounts.id, upkeep.accountId))
    .where(and(lte(upkeep.dueAt, now), isInUse(without), isFree))
    .orderBy(asc(upkeep.dueAt))
    .limit(MOST_SORTED)
    .as('due');
  return db
    .select({ accountId: due.accountId, instanceUrl: due.instanceUrl })
    .from(due)
    .innerJoin(tokens, eq(tokens.accountId, due.accountId))
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
