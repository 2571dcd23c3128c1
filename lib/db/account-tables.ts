import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AccountType, ClientProof, ClientSource, GrantType, ScopeSource } from '@/lib/accounts/schema';
import type { AccountProblem } from '@/lib/accounts/view';
import { instant } from '@/lib/db/columns';
import { people } from '@/lib/db/door-tables';
import type { ClientAuthMethod } from '@/lib/oauth/types';
import type { Report, Verdict } from '@/lib/validation/report';

/** A Coupa account, from its first step on. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => people.id),
    /** Who is told and asked when the owner is away. */
    deputyId: uuid('deputy_id').references(() => people.id),
    label: text('label').notNull(),
    accountType: text('account_type').$type<AccountType>().notNull(),
    instanceUrl: text('instance_url').notNull(),
    clientSource: text('client_source').$type<ClientSource>().notNull(),
    grantType: text('grant_type').$type<GrantType>().notNull().default('client_credentials'),
    clientProof: text('client_proof').$type<ClientProof>().notNull().default('shared_secret'),
    name: text('name').notNull().default(''),
    login: text('login').notNull().default(''),
    contactFirstName: text('contact_first_name').notNull().default(''),
    contactLastName: text('contact_last_name').notNull().default(''),
    contactEmail: text('contact_email').notNull().default(''),
    scopeSource: text('scope_source').$type<ScopeSource>().notNull().default('chosen'),
    scopes: text('scopes').array().notNull().default(sql`'{}'::text[]`),
    clientId: text('client_id').notNull().default(''),
    /** Sealed, bound to this row, this column and `secretVersion`. */
    clientSecretSealed: text('client_secret_sealed'),
    clientSecretLength: integer('client_secret_length'),
    secretVersion: integer('secret_version').notNull().default(0),
    /** Raised by credentials that were entered in the wizard, and not by a proved secret that took another's place: what a token rests on. */
    credentialsVersion: integer('credentials_version').notNull().default(0),
    /** When the client secret was entered here; an old one should be replaced. */
    clientSecretSavedAt: instant('client_secret_saved_at'),
    /** The client authentication that worked last. */
    clientAuthMethod: text('client_auth_method').$type<ClientAuthMethod>(),
    /** Last finished step, 0 to 4. The result is reached by a token, not by a form. */
    finishedStep: integer('finished_step').notNull().default(1),
    /** Counts every change of the configuration; a form that was opened before it is refused. */
    version: integer('version').notNull().default(1),
    verdict: text('verdict').$type<Verdict>(),
    rejectedAt: instant('rejected_at'),
    /** Why the last try to get a token failed; gone with the next token. */
    problem: jsonb('problem').$type<AccountProblem>(),
    /** Since when a sealed value of this account does not open in its place, and which: nothing of it is used until it is written anew. */
    quarantinedAt: instant('quarantined_at'),
    quarantinedValue: text('quarantined_value'),
    appliedAt: instant('applied_at'),
    /**
     * From when on a person is needed: now or earlier where one is, the end of the token where none is yet, null where nobody
     * ever will be (setting up, deleted). Written with everything it follows from, see lib/accounts/needs-person.ts.
     */
    needsPersonAt: instant('needs_person_at'),
    deletedAt: instant('deleted_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    // The parts of the list, each in its order, and nothing else of it: see lib/accounts/list-clauses.ts. Read from their end.
    index('accounts_updated').on(table.updatedAt, table.id),
    index('accounts_needing')
      .on(table.needsPersonAt, table.id)
      .where(sql`${table.needsPersonAt} is not null`),
    index('accounts_setting_up')
      .on(table.updatedAt, table.id)
      .where(sql`${table.needsPersonAt} is null and ${table.deletedAt} is null`),
    index('accounts_deleted').on(table.deletedAt, table.id).where(sql`${table.deletedAt} is not null`),
    index('accounts_owner').on(table.ownerId),
    // `accounts_words`, for the search by parts of words, stands in the migration only: it needs the extension pg_trgm, and a
    // server without that does without.
  ],
);

/** The token in use, one row an account. Every secret column is sealed and bound to `version`. */
export const tokens = pgTable(
  'tokens',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    accessTokenSealed: text('access_token_sealed').notNull(),
    /** Client credentials: the access token before, until the one in use has worked once. Sealed, bound to `previousVersion`. */
    previousTokenSealed: text('previous_token_sealed'),
    previousVersion: integer('previous_version'),
    previousExpiresAt: instant('previous_expires_at'),
    refreshTokenSealed: text('refresh_token_sealed'),
    idTokenSealed: text('id_token_sealed'),
    idTokenVerified: boolean('id_token_verified').notNull().default(false),
    /** SHA-256 of the configuration that this token was obtained with. */
    configurationHash: text('configuration_hash').notNull(),
    requestedScopes: text('requested_scopes').array(),
    responseScopes: text('response_scopes').array(),
    obtainedAt: instant('obtained_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    expirySource: text('expiry_source').$type<'response' | 'default'>().notNull(),
    consentedAt: instant('consented_at'),
    /** The request that brought it; the same answer is not stored twice. */
    attemptId: uuid('attempt_id'),
    /** Trace of the request that brought the token, and of refused ones before it; no secret in it. */
    traces: jsonb('traces').notNull(),
  },
  (table) => [index('tokens_expires').on(table.expiresAt)],
);

/** A journey to Coupa and back: used once, bound to session, account and configuration. */
export const authorizations = pgTable(
  'authorizations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    sessionIdHash: text('session_id_hash').notNull(),
    stateHash: text('state_hash').notNull(),
    verifierSealed: text('verifier_sealed').notNull(),
    nonceSealed: text('nonce_sealed'),
    configurationHash: text('configuration_hash').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    uniqueIndex('authorizations_state').on(table.stateHash),
    index('authorizations_account').on(table.accountId),
  ],
);

/** Validation reports, newest last; the page shows the newest. */
export const reports = pgTable(
  'reports',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    tokenVersion: integer('token_version').notNull(),
    body: jsonb('body').$type<Report>().notNull(),
  },
  (table) => [index('reports_account').on(table.accountId, table.startedAt)],
);
