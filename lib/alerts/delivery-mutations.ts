import { and, asc, eq, isNull, lte, ne, notInArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { recordEvent } from '@/lib/audit/record';
import { alertChannels, alertDeliveries, alerts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

/** Longer than a webhook and than three mails one after the other may take. After it another process may try. */
const LEASE_MS = 120_000;

export interface Claim {
  id: string;
  /** Null: a mail to a person. */
  channelId: string | null;
  isMail: boolean;
  attempts: number;
}

interface Due {
  now: Date;
  /** Channels that are being sent to, or that failed a moment ago. */
  withoutChannels: readonly string[];
  withoutMail: boolean;
}

const claimed = (now: Date) => ({
  attempts: sql`${alertDeliveries.attempts} + 1`,
  nextAt: new Date(now.getTime() + LEASE_MS),
});
const CLAIM = {
  id: alertDeliveries.id,
  channelId: alertDeliveries.channelId,
  isMail: sql<boolean>`coalesce((select kind from ${alertChannels} where ${alertChannels.id} = ${alertDeliveries.channelId}), 'email') = 'email'`,
  attempts: alertDeliveries.attempts,
};

/** Takes the delivery that has been due for longest, so that nobody else does for a while; null when none is. */
export async function claimDue(
  { db }: Store,
  { now, withoutChannels, withoutMail }: Due,
): Promise<Claim | null> {
  const isFree = and(
    isNull(alertChannels.pausedAt),
    or(isNull(alertDeliveries.channelId), notInArray(alertDeliveries.channelId, [...withoutChannels])),
    withoutMail ? eq(alertChannels.kind, 'webhook') : undefined,
  );
  const next = db
    .select({ id: alertDeliveries.id })
    .from(alertDeliveries)
    .leftJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .where(and(eq(alertDeliveries.status, 'waiting'), lte(alertDeliveries.nextAt, now), isFree))
    .orderBy(asc(alertDeliveries.nextAt))
    .limit(1)
    .for('update', { of: alertDeliveries, skipLocked: true });
  const [taken] = await db
    .update(alertDeliveries)
    .set(claimed(now))
    .where(eq(alertDeliveries.id, sql`(${next})`))
    .returning(CLAIM);
  return taken ?? null;
}

/** Mails that go into one. */
const MOST_TOGETHER = 200;

/** Takes whatever else is due for the mailbox of a claimed mail. */
export async function claimSameMailbox({ db }: Store, { id, channelId }: Claim, now: Date): Promise<Claim[]> {
  const own = alias(alertDeliveries, 'own');
  const others = db
    .select({ id: alertDeliveries.id })
    .from(alertDeliveries)
    .innerJoin(own, eq(own.id, id))
    .where(
      and(
        eq(alertDeliveries.status, 'waiting'),
        lte(alertDeliveries.nextAt, now),
        ne(alertDeliveries.id, id),
        channelId === null
          ? eq(alertDeliveries.personId, own.personId)
          : eq(alertDeliveries.channelId, channelId),
      ),
    )
    .orderBy(asc(alertDeliveries.nextAt))
    .limit(MOST_TOGETHER - 1)
    .for('update', { of: alertDeliveries, skipLocked: true })
    .as('others');
  return db
    .with(db.$with('due').as(db.select().from(others)))
    .update(alertDeliveries)
    .set(claimed(now))
    .where(sql`${alertDeliveries.id} in (select id from due)`)
    .returning(CLAIM);
}

/** Takes one delivery that was given up or waits for its next try, with all its tries before it. @throws AppError not_found, changed_meanwhile */
export async function claimAgain({ db }: Store, id: string, now: Date): Promise<Claim> {
  const [taken] = await db
    .update(alertDeliveries)
    .set({ ...claimed(now), attempts: 1, status: 'waiting' })
    .where(and(eq(alertDeliveries.id, id), ne(alertDeliveries.status, 'delivered')))
    .returning(CLAIM);
  if (taken) return taken;
  const there = await db.select(CLAIM).from(alertDeliveries).where(eq(alertDeliveries.id, id));
  throw new AppError(there.length > 0 ? 'changed_meanwhile' : 'not_found');
}

/** A test goes to one channel, also to a paused one, and is never repeated. @throws AppError not_found */
export async function claimTest(
  { db, ring }: Store,
  by: Actor & { firstName: string; lastName: string },
  channelId: string,
  now: Date,
): Promise<Claim> {
  return db.transaction(async (tx) => {
    const [channel] = await tx
      .select({ name: alertChannels.name })
      .from(alertChannels)
      .where(eq(alertChannels.id, channelId));
    if (!channel) throw new AppError('not_found');
    const facts = { by: `${by.firstName} ${by.lastName}` };
    const [alert] = await tx
      .insert(alerts)
      .values({ kind: 'test', facts, at: now })
      .returning({ id: alerts.id });
    if (!alert) throw new AppError('internal');
    const [taken] = await tx
      .insert(alertDeliveries)
      .values({
        alertId: alert.id,
        channelId,
        attempts: 1,
        nextAt: new Date(now.getTime() + LEASE_MS),
        createdAt: now,
      })
      .returning(CLAIM);
    if (!taken) throw new AppError('internal');
    await recordEvent(
      { db: tx, ring },
      { kind: 'alert_tested', by, facts: { name: channel.name, channelId } },
    );
    return taken;
  });
}

export interface Outcome {
  status: 'waiting' | 'delivered' | 'given_up';
  nextAt: Date | null;
  lastStatus: number | null;
  lastCode: string | null;
}

/** Writes how a try ended. Whoever took too long and was overtaken changes nothing, unless it arrived. */
export async function finishTry(
  { db }: Store,
  { id, attempts }: Claim,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  const isDelivered = outcome.status === 'delivered';
  await db
    .update(alertDeliveries)
    .set({ ...outcome, deliveredAt: isDelivered ? now : null })
    .where(
      and(
        eq(alertDeliveries.id, id),
        ne(alertDeliveries.status, 'delivered'),
        isDelivered ? undefined : eq(alertDeliveries.attempts, attempts),
      ),
    );
}

/** A receiver that says it is gone for good (410) is left alone until a person resumes it. */
export async function pauseGone({ db, ring }: Store, channelId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [paused] = await tx
      .update(alertChannels)
      .set({ pausedAt: now, pausedBecause: 'gone' })
      .where(and(eq(alertChannels.id, channelId), isNull(alertChannels.pausedAt)))
      .returning({ name: alertChannels.name });
    if (!paused) return;
    const facts = { name: paused.name, channelId, paused: 'the receiver answered 410' };
    await recordEvent({ db: tx, ring }, { kind: 'alert_channel_changed', by: null, facts });
  });
}

/** Alerts older than this and their deliveries go. Resolves to how many alerts went. */
export async function deleteAlertsBefore({ db }: Store, before: Date): Promise<number> {
  const gone = await db.delete(alerts).where(lte(alerts.at, before)).returning({ id: alerts.id });
  return gone.length;
}
