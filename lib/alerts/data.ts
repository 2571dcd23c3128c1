import { and, asc, eq, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import {
  NEEDS_PERSON,
  QUIET_MS,
  SETTLED_MS,
  SOON_MS,
  TOO_LONG_MS,
  TOO_OFTEN_MS,
} from '@/lib/alerts/when-to-tell';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

export type ToTell = Awaited<ReturnType<typeof listToTell>>[number];

/** Accounts in use whose state people have not been told of, and those that recovered, by the rules of when-to-tell.ts. */
export function listToTell({ db }: Pick<Store, 'db'>, now: Date, limit: number) {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const isDegradedTooLong = or(
    lte(upkeep.since, before(TOO_LONG_MS)),
    and(lte(upkeep.since, before(SETTLED_MS)), lte(tokens.expiresAt, new Date(now.getTime() + SOON_MS))),
  );
  const isFailure = or(
    and(inArray(upkeep.state, [...NEEDS_PERSON]), sql`${upkeep.alertedAs} is distinct from ${upkeep.state}`),
    and(eq(upkeep.state, 'degraded'), isNull(upkeep.alertedAs), isDegradedTooLong),
  );
  const isNoFlutter = or(
    isNotNull(upkeep.alertedAs),
    isNull(upkeep.alertedAt),
    lte(upkeep.alertedAt, before(QUIET_MS)),
    lte(upkeep.since, before(TOO_OFTEN_MS)),
  );
  return db
    .select({
      accountId: upkeep.accountId,
      instanceUrl: accounts.instanceUrl,
      state: upkeep.state,
      since: upkeep.since,
      reason: upkeep.reason,
      facts: upkeep.facts,
      dueAt: upkeep.dueAt,
      alertedAs: upkeep.alertedAs,
      alertedAt: upkeep.alertedAt,
      tokenEndsAt: tokens.expiresAt,
    })
    .from(upkeep)
    .innerJoin(accounts, eq(accounts.id, upkeep.accountId))
    .leftJoin(tokens, eq(tokens.accountId, upkeep.accountId))
    .where(
      and(
        // As the index upkeep_to_tell has it.
        or(ne(upkeep.state, 'healthy'), isNotNull(upkeep.alertedAs)),
        isNotNull(accounts.appliedAt),
        isNull(accounts.deletedAt),
        or(eq(upkeep.state, 'healthy'), and(isFailure, isNoFlutter)),
      ),
    )
    .orderBy(asc(upkeep.since))
    .limit(limit);
}
