import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import { accounts, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { ErrorCode } from '@/lib/errors';
import { LONGEST_WAIT_MINUTES } from '@/lib/tokens/due';
import { LEASE_SECONDS } from '@/lib/upkeep/lease';
import { ON_HOLD, type UpkeepState } from '@/lib/upkeep/state';

export interface Claim {
  /** A person asked, who may try a refresh token from a back-up; see `ON_HOLD`. */
  mayTryOnHold?: boolean;
  /** Only what is due by then: since the clock saw this account in its list, another process may have renewed it. */
  dueBy?: Date | undefined;
  /** Only while the token in use came no later: since somebody found it too old, another process may have renewed it. */
  obtainedBy?: Date | undefined;
}

/**
 * Lets one caller renew, on the database's own time, and writes down that a request is about to leave. Resolves to the number
 * of the lease, or null while somebody else holds it.
 */
export async function claimAttempt(
  { db }: Store,
  accountId: string,
  attemptId: string,
  { mayTryOnHold = false, dueBy, obtainedBy }: Claim = {},
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
      and(
        eq(upkeep.accountId, accountId),
        or(isNull(upkeep.leaseUntil), lt(upkeep.leaseUntil, sql`now()`)),
        mayTryOnHold ? undefined : sql`${upkeep.facts}->>'reason' is distinct from ${ON_HOLD}`,
        dueBy && lte(upkeep.dueAt, dueBy),
        obtainedBy && or(isNull(upkeep.renewedAt), lte(upkeep.renewedAt, obtainedBy)),
      ),
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

/**
 * Ends an attempt that brought no token. Nothing else is touched: the token in use may still work. Whoever was overtaken changes
 * nothing. True when the account is in another state than before.
 */
export async function noteFailedAttempt({ db }: Store, failure: Failure): Promise<boolean> {
  const { accountId, leaseNo, state, reason, facts, dueAt, isOutcomeUnknown, now } = failure;
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
        ...(isOutcomeUnknown && { outcomeUnknownAt: sql`coalesce(${upkeep.outcomeUnknownAt}, now())` }),
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

const MINUTE_MS = 60_000;

/**
 * A token from the future was obtained while this machine's clock stood wrong, so its end is wrong as well: it is renewed now.
 * The same for a try that lies further ahead than any wait is long. Ten minutes are no error: clocks of replicas differ.
 */
export async function healDueTimes({ db }: Store, now: Date): Promise<void> {
  const after = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS);
  const isAhead = and(ne(upkeep.state, 'healthy'), gt(upkeep.dueAt, after(LONGEST_WAIT_MINUTES + 10)));
  await db
    .update(upkeep)
    .set({ dueAt: now, renewedAt: sql`least(${upkeep.renewedAt}, ${now.toISOString()}::timestamptz)` })
    .where(or(gt(upkeep.renewedAt, after(10)), isAhead));
}

/**
 * An instance answers again after it had not: its accounts need not wait for the end of their back-off. They come back over a
 * minute, not all at once.
 */
export async function hastenInstance({ db }: Store, instanceUrl: string, now: Date): Promise<void> {
  const ofInstance = db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.instanceUrl, instanceUrl));
  await db
    .update(upkeep)
    .set({ dueAt: sql`${now.toISOString()}::timestamptz + random() * interval '60 seconds'` })
    .where(
      and(
        eq(upkeep.state, 'degraded'),
        ne(upkeep.reason, 'invalid_grant'),
        gt(upkeep.dueAt, new Date(now.getTime() + MINUTE_MS)),
        inArray(upkeep.accountId, ofInstance),
      ),
    );
}
