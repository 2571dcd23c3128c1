import { and, count, desc, eq, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { AlertFacts } from '@/lib/alerts/alert-facts';
import type { AlertKind } from '@/lib/alerts/alert-kinds';
import type { OutgoingAlert, Receiver } from '@/lib/alerts/outgoing';
import { alertChannels, alertDeliveries, alerts, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

export interface Delivery {
  alert: OutgoingAlert;
  /** Null: the person it was for works here no longer. */
  receiver: Receiver | null;
}

/** What a try at this time needs; null when the delivery is gone with its channel. */
export async function loadDelivery({ db }: Store, id: string, at: Date): Promise<Delivery | null> {
  const [row] = await db
    .select({ delivery: alertDeliveries, alert: alerts, channel: alertChannels, person: people })
    .from(alertDeliveries)
    .innerJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
    .leftJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .leftJoin(people, eq(people.id, alertDeliveries.personId))
    .where(eq(alertDeliveries.id, id));
  if (!row) return null;
  const { kind, accountId, facts, at: raisedAt } = row.alert;
  return {
    alert: { deliveryId: id, kind, accountId, facts, at: raisedAt },
    receiver: receiverOf(row.channel, row.person, at),
  };
}

type Channel = typeof alertChannels.$inferSelect;

function receiverOf(
  channel: Channel | null,
  person: typeof people.$inferSelect | null,
  at: Date,
): Receiver | null {
  if (channel?.kind === 'webhook')
    return { way: 'webhook', channelId: channel.id, url: channel.target, secrets: secretsOf(channel, at) };
  if (channel) return { way: 'email', channelId: channel.id, address: channel.target };
  return person && !person.disabledAt ? { way: 'email', channelId: null, address: person.email } : null;
}

function secretsOf(channel: Channel, at: Date) {
  const { secretSealed, secretVersion } = channel;
  const { previousSecretSealed, previousSecretVersion, previousSecretEndsAt: endsAt } = channel;
  const isOver = endsAt === null || endsAt <= at;
  return [
    { sealed: secretSealed, version: secretVersion },
    { sealed: isOver ? null : previousSecretSealed, version: previousSecretVersion },
  ].flatMap(({ sealed, version }) => (sealed !== null && version !== null ? [{ sealed, version }] : []));
}

/** The delivery of the last alert about the same account to the same receiver, for the thread of its all-clear. */
export async function findEarlierDelivery({ db }: Store, { deliveryId, accountId, at }: OutgoingAlert) {
  if (accountId === null) return null;
  const own = db
    .select({ channelId: alertDeliveries.channelId, personId: alertDeliveries.personId })
    .from(alertDeliveries)
    .where(eq(alertDeliveries.id, deliveryId))
    .as('own');
  const [earlier] = await db
    .select({ id: alertDeliveries.id })
    .from(alertDeliveries)
    .innerJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
    .innerJoin(
      own,
      sql`${own.channelId} is not distinct from ${alertDeliveries.channelId} and ${own.personId} is not distinct from ${alertDeliveries.personId}`,
    )
    .where(and(eq(alerts.accountId, accountId), eq(alerts.kind, 'failed'), lte(alerts.at, at)))
    .orderBy(desc(alerts.at))
    .limit(1);
  return earlier?.id ?? null;
}

export const DELIVERIES_PER_PAGE = 50;

/** One line of the delivery log. Instants are ISO 8601. */
export interface DeliveryRow {
  id: string;
  alertId: string;
  kind: AlertKind;
  facts: AlertFacts;
  accountId: string | null;
  raisedAt: string;
  /** Name of the channel, or of the person. */
  to: string;
  isPaused: boolean;
  status: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  nextAt: string | null;
  lastStatus: number | null;
  lastCode: string | null;
  deliveredAt: string | null;
}

export interface DeliveryQuery {
  /** Only those that have not arrived. */
  show: 'all' | 'open';
  channel?: string | undefined;
  /** Counts from 1. */
  page: number;
}

/** The delivery log, newest first, and how many lines it has. */
export async function listDeliveries(store: Store, { show, channel, page }: DeliveryQuery) {
  const clause = and(
    show === 'open' ? ne(alertDeliveries.status, 'delivered') : undefined,
    channel ? eq(alertDeliveries.channelId, channel) : undefined,
  );
  const [counted] = await store.db.select({ total: count() }).from(alertDeliveries).where(clause);
  const rows = await selectRows(store, clause, {
    limit: DELIVERIES_PER_PAGE,
    offset: (page - 1) * DELIVERIES_PER_PAGE,
  });
  return { rows, total: counted?.total ?? 0 };
}

/** The newest deliveries about one account. */
export const listDeliveriesOf = (store: Store, accountId: string, limit: number): Promise<DeliveryRow[]> =>
  selectRows(store, eq(alerts.accountId, accountId), { limit, offset: 0 });

async function selectRows(
  { db }: Store,
  clause: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<DeliveryRow[]> {
  const found = await db
    .select({ delivery: alertDeliveries, alert: alerts, channel: alertChannels, person: people })
    .from(alertDeliveries)
    .innerJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
    .leftJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .leftJoin(people, eq(people.id, alertDeliveries.personId))
    .where(clause)
    .orderBy(desc(alertDeliveries.createdAt), alertDeliveries.id)
    .limit(limit)
    .offset(offset);
  return found.map(({ delivery, alert, channel, person }) => ({
    id: delivery.id,
    alertId: alert.id,
    kind: alert.kind,
    facts: alert.facts,
    accountId: alert.accountId,
    raisedAt: alert.at.toISOString(),
    to: channel?.name ?? (person ? `${person.firstName} ${person.lastName}` : ''),
    isPaused: channel?.pausedAt != null,
    status: delivery.status,
    attempts: delivery.attempts,
    nextAt: delivery.nextAt?.toISOString() ?? null,
    lastStatus: delivery.lastStatus,
    lastCode: delivery.lastCode,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
  }));
}
