import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from '@/lib/db/account-tables';
import { instant } from '@/lib/db/columns';
import { people } from '@/lib/db/door-tables';
import type { ErrorCode } from '@/lib/errors';
import type { UpkeepState } from '@/lib/upkeep/state';

/** A read of Coupa's API and what it answered. */
export interface Proof {
  method: string;
  path: string;
  status: number;
  /** ISO 8601. */
  at: string;
}

/** How each account's token is kept fresh: its state, why, what is tried next, and who is trying now. The row is the truth; a job is a hint to look at it. */
export const upkeep = pgTable(
  'upkeep',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    state: text('state').$type<UpkeepState>().notNull().default('healthy'),
    since: instant('since').notNull().defaultNow(),
    reason: text('reason').$type<ErrorCode>(),
    facts: jsonb('facts').$type<Record<string, string | number | string[]>>().notNull().default({}),
    /** When it is tried next; null when only a person can go on. */
    dueAt: instant('due_at'),
    /** Tries that failed since the last success. */
    failures: integer('failures').notNull().default(0),
    /** Raised by every claim. Who comes back with an older number has been overtaken. */
    leaseNo: bigint('lease_no', { mode: 'number' }).notNull().default(0),
    leaseUntil: instant('lease_until'),
    /** The request that is on its way: written before it leaves, gone when its outcome is known. */
    attemptId: uuid('attempt_id'),
    attemptAt: instant('attempt_at'),
    /** Since when it is not known whether Coupa took the refresh token: the request left, no whole answer came. */
    outcomeUnknownAt: instant('outcome_unknown_at'),
    renewedAt: instant('renewed_at'),
    /** When the API is asked next whether the token really works, and what it said last. */
    probeDueAt: instant('probe_due_at'),
    /** The last read that succeeded: what is shown as the proof under a status. */
    proof: jsonb('proof').$type<Proof>(),
    /** The last read that said anything about the token, refusals (401, 403) among them. */
    lastRead: jsonb('last_read').$type<Proof>(),
    /** The state that people were last told of, while it is not over; null while there is nothing to take back. */
    alertedAs: text('alerted_as').$type<UpkeepState>(),
    alertedAt: instant('alerted_at'),
  },
  (table) => [
    index('upkeep_due').on(table.dueAt),
    index('upkeep_probe_due').on(table.probeDueAt),
    index('upkeep_renewed').on(table.renewedAt),
    index('upkeep_to_tell')
      .on(table.since)
      .where(sql`${table.state} <> 'healthy' or ${table.alertedAs} is not null`),
  ],
);

/** A client secret that takes the place of another: staged, proved, switched to, and the one before kept until the new one worked. */
export const secretRotations = pgTable('secret_rotations', {
  accountId: uuid('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  /** The new one, until it is switched to. Sealed, bound to `version`. */
  stagedSealed: text('staged_sealed'),
  stagedLength: integer('staged_length'),
  /** The one before, from the switch on until the new one worked. Sealed, bound to `version`. */
  previousSealed: text('previous_sealed'),
  previousLength: integer('previous_length'),
  previousSavedAt: instant('previous_saved_at'),
  version: integer('version').notNull(),
  stagedBy: uuid('staged_by').references(() => people.id),
  stagedAt: instant('staged_at').notNull().defaultNow(),
  /** When Coupa accepted the new one in a request that spent no refresh token. */
  provedAt: instant('proved_at'),
  /** How it was proved, or why it was not; no secret in it. */
  proof: jsonb('proof').$type<Record<string, string | number | string[]>>(),
  switchedAt: instant('switched_at'),
});
