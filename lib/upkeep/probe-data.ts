import { and, asc, eq, gt, lt, lte } from 'drizzle-orm';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { type DueAccount, isInUse } from '@/lib/upkeep/data';

/** Coupa takes some seconds to know a token that it has just given out. */
const YOUNGEST_MS = 60_000;

/** Accounts in use that nobody has read with for about a day, and whose token should be alive; the longest due at the front. */
export function listProbesDue(
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
        lte(upkeep.probeDueAt, now),
        isInUse(without),
        gt(tokens.expiresAt, now),
        lt(tokens.obtainedAt, new Date(now.getTime() - YOUNGEST_MS)),
      ),
    )
    .orderBy(asc(upkeep.probeDueAt))
    .limit(limit);
}
