import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { ChannelKind } from '@/lib/alerts/channel-schema';
import { accounts, alertChannels, alertDeliveries, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

/** A channel as owners see it. Of a webhook's address only the host: the rest of it is often a secret. Instants are ISO 8601. */
export interface ChannelRow {
  id: string;
  kind: ChannelKind;
  name: string;
  /** Host of a webhook, or the mailbox. */
  target: string;
  /** Null: all accounts. */
  account: { id: string; label: string } | null;
  pausedAt: string | null;
  pausedBecause: 'gone' | null;
  lastDelivery: { status: 'waiting' | 'delivered' | 'given_up'; at: string } | null;
}

type Found = typeof alertChannels.$inferSelect;

/** All channels, by name. */
export async function listChannels({ db }: Store): Promise<ChannelRow[]> {
  const last = db
    .select({
      status: alertDeliveries.status,
      at: sql`coalesce(${alertDeliveries.deliveredAt}, ${alertDeliveries.createdAt})`
        .mapWith(alertDeliveries.createdAt)
        .as('last_at'),
    })
    .from(alertDeliveries)
    .where(eq(alertDeliveries.channelId, alertChannels.id))
    .orderBy(desc(alertDeliveries.createdAt))
    .limit(1)
    .as('last');
  const found = await db
    .select({ channel: alertChannels, label: accounts.label, status: last.status, at: last.at })
    .from(alertChannels)
    .leftJoin(accounts, eq(accounts.id, alertChannels.accountId))
    .leftJoinLateral(last, sql`true`)
    .orderBy(asc(alertChannels.name), alertChannels.id);
  return found.map(({ channel, label, status, at }) => ({
    ...shownOf(channel),
    account: channel.accountId ? { id: channel.accountId, label: label ?? '' } : null,
    lastDelivery: status && at ? { status, at: at.toISOString() } : null,
  }));
}

const shownOf = ({ id, kind, name, target, pausedAt, pausedBecause }: Found) => ({
  id,
  kind,
  name,
  target: kind === 'webhook' ? (URL.parse(target)?.host ?? '') : target,
  pausedAt: pausedAt?.toISOString() ?? null,
  pausedBecause,
});

/** Names of the channels that are told of one account. */
export function listChannelsOf({ db }: Store, accountId: string) {
  const { id, kind, name, pausedAt } = alertChannels;
  return db
    .select({ id, kind, name, accountId: alertChannels.accountId, pausedAt })
    .from(alertChannels)
    .where(or(isNull(alertChannels.accountId), eq(alertChannels.accountId, accountId)))
    .orderBy(asc(alertChannels.name));
}

/** Owner and deputy of an account, as far as they are here. */
export async function listPeopleOf({ db }: Store, accountId: string) {
  const isOwner = sql<boolean>`${people.id} = ${accounts.ownerId}`;
  const found = await db
    .select({ id: people.id, firstName: people.firstName, lastName: people.lastName, isOwner })
    .from(accounts)
    .innerJoin(people, or(eq(people.id, accounts.ownerId), eq(people.id, accounts.deputyId)))
    .where(and(eq(accounts.id, accountId), isNull(people.disabledAt)))
    .orderBy(desc(isOwner));
  return found.map(({ id, firstName, lastName, isOwner: isOwning }) => ({
    id,
    name: `${firstName} ${lastName}`,
    part: isOwning ? ('owner' as const) : ('deputy' as const),
  }));
}
