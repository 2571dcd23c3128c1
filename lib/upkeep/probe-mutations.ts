import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Proof } from '@/lib/db/upkeep-tables';

const DAY_MS = 86_400_000;

/** Gives accounts that never had one a first time for a read, anywhere in the day to come. */
export async function spreadProbes({ db }: Store, now: Date): Promise<void> {
  const dueAt = sql`${now.toISOString()}::timestamptz + random() * interval '1 day'`;
  await db.update(upkeep).set({ probeDueAt: dueAt }).where(isNull(upkeep.probeDueAt));
}

/** Lets one process make the read: the next one is due in about a day. False when another process was first. */
export async function claimProbe(
  { db }: Store,
  accountId: string,
  now: Date,
  random: number,
): Promise<boolean> {
  const claimed = await db
    .update(upkeep)
    .set({ probeDueAt: new Date(now.getTime() + (0.9 + 0.2 * random) * DAY_MS) })
    .where(and(eq(upkeep.accountId, accountId), lte(upkeep.probeDueAt, now)))
    .returning({ accountId: upkeep.accountId });
  return claimed.length > 0;
}

/** After a read that said nothing about the token. */
export async function postponeProbe({ db }: Store, accountId: string, dueAt: Date): Promise<void> {
  await db.update(upkeep).set({ probeDueAt: dueAt }).where(eq(upkeep.accountId, accountId));
}

/** Only one that succeeded proves anything. */
export async function saveRead({ db }: Store, accountId: string, read: Proof): Promise<void> {
  const proved = read.status < 400 && { proof: read };
  await db
    .update(upkeep)
    .set({ lastRead: read, ...proved })
    .where(eq(upkeep.accountId, accountId));
}

/** Brings the next renewal forward to now, unless only a person can go on. */
export async function hastenRenewal({ db }: Store, accountId: string, now: Date): Promise<void> {
  await db
    .update(upkeep)
    .set({ dueAt: now })
    .where(and(eq(upkeep.accountId, accountId), gt(upkeep.dueAt, now)));
}
