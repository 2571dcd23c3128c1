import { randomUUID } from 'node:crypto';
import { and, count, eq, isNull, lte, sql } from 'drizzle-orm';
import type { NewChannel } from '@/lib/alerts/channel-schema';
import { makeWebhookSecret } from '@/lib/alerts/webhook-signature';
import { recordEvent } from '@/lib/audit/record';
import { accounts, alertChannels } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { checkUrl } from '@/lib/oauth/allowed-url';
import { webhookSecretPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

/** Every alert goes to every channel: more of them are a list of people, which belongs behind one webhook. */
export const MAX_CHANNELS = 100;

/**
 * Adds a channel. A webhook's secret is returned this once: afterwards it is only sealed here.
 * @param alertHosts `host[:port]` of the configuration that may lie in the own network
 * @throws AppError invalid_input
 */
export async function addChannel(
  { db, ring }: Store,
  by: Actor,
  wanted: NewChannel,
  { alertHosts, now }: { alertHosts: readonly string[]; now: Date },
): Promise<{ id: string; secret: string | null }> {
  if (wanted.kind === 'webhook') requireAllowed(wanted.target, alertHosts);
  const id = randomUUID();
  const secret = wanted.kind === 'webhook' ? makeWebhookSecret() : null;
  await db.transaction(async (tx) => {
    await requireRoom(tx);
    if (wanted.accountId !== null) await requireAccount(tx, wanted.accountId);
    await tx.insert(alertChannels).values({
      ...wanted,
      id,
      createdBy: by.id,
      createdAt: now,
      secretSealed: secret && seal(ring, webhookSecretPlace(id, 1), secret),
    });
    const { name, kind, accountId } = wanted;
    const facts = { channelId: id, name, kind, accounts: accountId ?? 'all' };
    await recordEvent({ db: tx, ring }, { kind: 'alert_channel_added', by, facts });
  });
  return { id, secret };
}

function requireAllowed(address: string, alertHosts: readonly string[]) {
  try {
    checkUrl(address, { isAllowed: () => true, loopbackHosts: alertHosts });
  } catch {
    throw refuse(
      'target',
      'Use an https address with a host name. A host of your own network has to be in ALERT_HOSTS first.',
    );
  }
}

async function requireRoom(tx: Transaction) {
  const [found] = await tx.select({ number: count() }).from(alertChannels);
  if ((found?.number ?? 0) >= MAX_CHANNELS)
    throw refuse('name', `There are ${MAX_CHANNELS} channels already. Remove one first.`);
}

async function requireAccount(tx: Transaction, accountId: string) {
  const found = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.deletedAt)));
  if (found.length === 0)
    throw refuse('accountId', 'This account is not there any more. Choose another one, or all of them.');
}

const refuse = (field: string, message: string) =>
  new AppError('invalid_input', { facts: { field, message } });

/** After a roll the secret before signs as well for so long: time to put the new one where the receiver checks. */
const BOTH_SIGN_MS = 24 * 3_600_000;

/** A new secret, returned this once; the one before signs beside it for a day. @throws AppError not_found */
export async function rollSecret({ db, ring }: Store, by: Actor, id: string, now: Date): Promise<string> {
  const secret = makeWebhookSecret();
  await db.transaction(async (tx) => {
    const [channel] = await tx.select().from(alertChannels).where(eq(alertChannels.id, id)).for('update');
    if (channel?.kind !== 'webhook') throw new AppError('not_found');
    const secretVersion = channel.secretVersion + 1;
    const secretSealed = seal(ring, webhookSecretPlace(id, secretVersion), secret);
    const previous = {
      previousSecretSealed: channel.secretSealed,
      previousSecretVersion: channel.secretVersion,
      previousSecretEndsAt: new Date(now.getTime() + BOTH_SIGN_MS),
    };
    await tx
      .update(alertChannels)
      .set({ secretSealed, secretVersion, ...previous })
      .where(eq(alertChannels.id, id));
    const facts = { channelId: id, name: channel.name, changed: 'signing secret' };
    await recordEvent({ db: tx, ring }, { kind: 'alert_channel_changed', by, facts });
  });
  return secret;
}

/** Forgets the secrets before whose day is over. */
export async function forgetPreviousSecrets({ db }: Store, now: Date): Promise<void> {
  const previous = { previousSecretSealed: null, previousSecretVersion: null, previousSecretEndsAt: null };
  await db.update(alertChannels).set(previous).where(lte(alertChannels.previousSecretEndsAt, now));
}

/** Pauses or resumes; what waits goes on waiting meanwhile. Twice the same changes nothing. @throws AppError not_found */
export async function setPaused(
  { db, ring }: Store,
  by: Actor,
  id: string,
  { isPaused, now }: { isPaused: boolean; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(alertChannels)
      .set({ pausedAt: isPaused ? now : null, pausedBecause: null })
      .where(and(eq(alertChannels.id, id), sql`(${alertChannels.pausedAt} is null) = ${isPaused}`))
      .returning({ name: alertChannels.name });
    if (changed) {
      const facts = { channelId: id, name: changed.name, changed: isPaused ? 'paused' : 'resumed' };
      await recordEvent({ db: tx, ring }, { kind: 'alert_channel_changed', by, facts });
      return;
    }
    await requireChannel(tx, id);
  });
}

async function requireChannel(tx: Transaction, id: string) {
  const there = await tx.select({ id: alertChannels.id }).from(alertChannels).where(eq(alertChannels.id, id));
  if (there.length === 0) throw new AppError('not_found');
}

/** Removes a channel with its lines of the delivery log; the audit log keeps that it was there. @throws AppError not_found */
export async function removeChannel({ db, ring }: Store, by: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(alertChannels)
      .where(eq(alertChannels.id, id))
      .returning({ name: alertChannels.name });
    if (!removed) throw new AppError('not_found');
    const facts = { channelId: id, name: removed.name };
    await recordEvent({ db: tx, ring }, { kind: 'alert_channel_removed', by, facts });
  });
}
