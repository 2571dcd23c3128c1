import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { ErrorCode } from '@/lib/errors';
import type { UpkeepState } from '@/lib/upkeep/state';

/** Longer than two requests at their deadline of ten seconds, with discovery before them. */
const LEASE_SECONDS = 45;

/**
 * Lets one caller renew, on the database's own time, and writes down that a request is about to leave. Resolves to the number
 * of the lease, or null while somebody else holds it.
 */
export async function claimAttempt(
  { db }: Store,
  accountId: string,
  attemptId: string,
): Promise<number | null> {
  await db.insert(upkeep).values({ accountId }).onConflictDoNothing();
  const [claimed] = await db
    .update(upkeep)
    .set({
      leaseNo: sql`${upkeep.leaseNo} + 1`,
      leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
      attemptId,
      attemptAt: sql`now()`,
    })
    .where(
      and(eq(upkeep.accountId, accountId), or(isNull(upkeep.leaseUntil), lt(upkeep.leaseUntil, sql`now()`))),
    )
    .returning({ leaseNo: upkeep.leaseNo });
  return claimed?.leaseNo ?? null;
}

interface Failure {
  accountId: string;
  leaseNo: number;
  state: UpkeepState;
  reason: ErrorCode;
  facts: Record<string, string | number | string[]>;
  /** Null when only a person can go on. */
  dueAt: Date | null;
  isOutcomeUnknown: boolean;
  now: Date;
}

/** Ends an attempt that brought no token. Nothing else is touched: the token in use may still work. Whoever was overtaken changes nothing. */
export async function noteFailedAttempt({ db }: Store, failure: Failure): Promise<void> {
  const { accountId, leaseNo, state, reason, facts, dueAt, isOutcomeUnknown, now } = failure;
  await db
    .update(upkeep)
    .set({
      state,
      since: sql`case when ${upkeep.state} = ${state} then ${upkeep.since} else ${now.toISOString()}::timestamptz end`,
      reason,
      facts,
      dueAt,
      failures: sql`${upkeep.failures} + 1`,
      leaseUntil: null,
      attemptId: null,
      attemptAt: null,
      outcomeUnknownAt: isOutcomeUnknown ? sql`coalesce(${upkeep.outcomeUnknownAt}, now())` : null,
    })
    .where(and(eq(upkeep.accountId, accountId), eq(upkeep.leaseNo, leaseNo)));
}

/** Gives a claim back that led to no request. */
export async function releaseAttempt({ db }: Store, accountId: string, leaseNo: number): Promise<void> {
  await db
    .update(upkeep)
    .set({ leaseUntil: null, attemptId: null, attemptAt: null })
    .where(and(eq(upkeep.accountId, accountId), eq(upkeep.leaseNo, leaseNo)));
}
