import { and, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
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
  const [claimed] = await db
    .update(upkeep)
    .set({
      leaseNo: sql`${upkeep.leaseNo} + 1`,
      leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
      attemptId,
      attemptAt: sql`now()`,
      // A request whose process died has left its mark: nobody knows what came of it.
      outcomeUnknownAt: sql`case when ${upkeep.attemptId} is null then ${upkeep.outcomeUnknownAt}
        else coalesce(${upkeep.outcomeUnknownAt}, ${upkeep.attemptAt}) end`,
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
  outcome: 'unknown' | 'known' | 'unchanged';
  now: Date;
}

/**
 * Ends an attempt that brought no token. Nothing else is touched: the token in use may still work. Whoever was overtaken changes
 * nothing. True when the account is in another state than before.
 */
export async function noteFailedAttempt({ db }: Store, failure: Failure): Promise<boolean> {
  const { accountId, leaseNo, state, reason, facts, dueAt, outcome, now } = failure;
  return db.transaction(async (tx) => {
    const [written] = await tx
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
        ...(outcome === 'known' && { outcomeUnknownAt: null }),
        ...(outcome === 'unknown' && { outcomeUnknownAt: sql`coalesce(${upkeep.outcomeUnknownAt}, now())` }),
      })
      .where(and(eq(upkeep.accountId, accountId), eq(upkeep.leaseNo, leaseNo)))
      .returning({ since: upkeep.since });
    const isNew = written?.since.getTime() === now.getTime();
    if (isNew) await noteNeedsPerson(tx, accountId);
    return isNew;
  });
}

/** Gives a claim back that led to no request. */
export async function releaseAttempt({ db }: Store, accountId: string, leaseNo: number): Promise<void> {
  await db
    .update(upkeep)
    .set({ leaseUntil: null, attemptId: null, attemptAt: null })
    .where(and(eq(upkeep.accountId, accountId), eq(upkeep.leaseNo, leaseNo), isNotNull(upkeep.leaseUntil)));
}

/** With the embedded database there is one process: leases that it finds at its start were held by one that is gone. */
export async function releaseAllLeases({ db }: Store): Promise<void> {
  await db.update(upkeep).set({ leaseUntil: null }).where(isNotNull(upkeep.leaseUntil));
}

/**
 * A token from the future was obtained while this machine's clock stood wrong, and its end is wrong as well: it is renewed now.
 * Ten minutes are no error: clocks of replicas differ.
 */
export async function healDueTimes({ db }: Store, now: Date): Promise<void> {
  await db
    .update(upkeep)
    .set({ dueAt: now, renewedAt: now })
    .where(gt(upkeep.renewedAt, new Date(now.getTime() + 10 * 60_000)));
}
