import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { EventResult } from '@/lib/audit/event-kinds';
import { instant } from '@/lib/db/columns';

/**
 * The audit log: who did what to which account, from where, with what result. Append-only; never a secret.
 * No foreign keys: what happened stays said when the account or person it names is gone.
 */
export const events = pgTable(
  'events',
  {
    /** Its place in the chain, without gaps. */
    id: bigint('id', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    result: text('result').$type<EventResult>().notNull().default('done'),
    accountId: uuid('account_id'),
    /** Null when no person asked: a clock, or somebody who is not signed in. */
    personId: uuid('person_id'),
    apiKeyId: uuid('api_key_id'),
    /** Network address that the request came from. */
    address: text('address'),
    facts: jsonb('facts').$type<Record<string, string | number | string[]>>().notNull(),
    /** HMAC over the hash before it and this line, see lib/audit. */
    hash: text('hash').notNull().default(''),
  },
  (table) => [
    index('events_account').on(table.accountId, table.id),
    index('events_person').on(table.personId, table.id),
    index('events_kind').on(table.kind, table.id),
    index('events_result').on(table.result, table.id).where(sql`${table.result} <> 'done'`),
    index('events_at').on(table.at),
  ],
);

/** One row: where the chain begins and where it stands. Its lock puts writers in line. */
export const auditHeads = pgTable('audit_heads', {
  id: integer('id').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  /** The last line that retention took away, and its hash: the chain is checked from there. */
  startSequence: bigint('start_sequence', { mode: 'number' }).notNull(),
  startHash: text('start_hash').notNull(),
});
