import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AlertKind } from '@/lib/alerts/alert-kinds';
import { accounts } from '@/lib/db/account-tables';
import { instant } from '@/lib/db/columns';
import { people } from '@/lib/db/door-tables';

/** Where alerts go: a webhook or an e-mail address, for one account or for all. */
export const alertChannels = pgTable(
  'alert_channels',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').$type<'webhook' | 'email'>().notNull(),
    name: text('name').notNull(),
    /** URL of a webhook, or the address of a mailbox. */
    target: text('target').notNull(),
    /** What signs a webhook. Sealed, bound to `secretVersion`; null for a mailbox. */
    secretSealed: text('secret_sealed'),
    secretVersion: integer('secret_version').notNull().default(1),
    /** The secret before, which signs as well until then. */
    previousSecretSealed: text('previous_secret_sealed'),
    previousSecretVersion: integer('previous_secret_version'),
    previousSecretEndsAt: instant('previous_secret_ends_at'),
    /** Null: every account. */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** While it is paused nothing new is queued and nothing that waits is sent. */
    pausedAt: instant('paused_at'),
    /** `gone`: by this service, because the receiver answered 410. Null: by a person. */
    pausedBecause: text('paused_because').$type<'gone'>(),
  },
  (table) => [index('alert_channels_account').on(table.accountId)],
);

/** Something that people are told once, however many channels it goes to. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Null for a test. */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<AlertKind>().notNull(),
    /** The same thing is told once: `reminder:<end of consent>:30`. */
    onceKey: text('once_key'),
    /** State, reason, instants, links; no secret. */
    facts: jsonb('facts').$type<Record<string, string | number | string[]>>().notNull().default({}),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('alerts_once').on(table.accountId, table.onceKey), index('alerts_at').on(table.at)],
);

/** One alert on its way to one channel, or by e-mail to one person (owner or deputy of the account). */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    channelId: uuid('channel_id').references(() => alertChannels.id, { onDelete: 'cascade' }),
    personId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
    status: text('status').$type<'waiting' | 'delivered' | 'given_up'>().notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Null once it is delivered or given up. */
    nextAt: instant('next_at').defaultNow(),
    /** HTTP or SMTP status of the last try; null when there was no answer. */
    lastStatus: integer('last_status'),
    /** Code of what went wrong in the last try. */
    lastCode: text('last_code'),
    createdAt: instant('created_at').notNull().defaultNow(),
    deliveredAt: instant('delivered_at'),
  },
  (table) => [
    check('alert_deliveries_to', sql`(${table.channelId} is null) <> (${table.personId} is null)`),
    uniqueIndex('alert_deliveries_channel').on(table.alertId, table.channelId),
    uniqueIndex('alert_deliveries_person').on(table.alertId, table.personId),
    index('alert_deliveries_next').on(table.nextAt),
    index('alert_deliveries_created').on(table.createdAt),
    index('alert_deliveries_channel_created').on(table.channelId, table.createdAt),
  ],
);
