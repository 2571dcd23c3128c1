import { bigint, boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@/lib/db/columns';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import type { CeremonyKind, Role, SignInMethod, VisitPurpose } from '@/lib/door/person';

/** People who may sign in. Nobody is ever deleted: the audit log names them. */
export const people = pgTable('people', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** Lower case, NFKC. */
  email: text('email').notNull().unique(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  role: text('role').$type<Role>().notNull(),
  /** `scrypt$N$r$p$salt$hash`, see lib/door/password.ts. Null for somebody who signs in with the company account only. */
  passwordHash: text('password_hash'),
  /** Sealed, bound to `totpVersion`. In use once `totpConfirmedAt` is set. */
  totpSecretSealed: text('totp_secret_sealed'),
  totpVersion: integer('totp_version').notNull().default(0),
  totpConfirmedAt: instant('totp_confirmed_at'),
  /** The 30-second step of the last code that was taken: it and older ones are refused (ASVS 6.5.1). */
  totpLastStep: bigint('totp_last_step', { mode: 'number' }).notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
  disabledAt: instant('disabled_at'),
});

/** A person's account at the company's identity provider: known by issuer and subject, never by email (ASVS 6.8.1, 10.5.2). */
export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('identities_person').on(table.personId),
  ],
);

export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** base64url, as the browser names it. */
    credentialId: text('credential_id').notNull().unique(),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('passkeys_person').on(table.personId)],
);

/** Codes for a day without the second factor, each good for one use. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    usedAt: instant('used_at'),
  },
  (table) => [index('recovery_codes_person').on(table.personId)],
);

/** A step of signing in or of adding a passkey that waits for the browser: used once, for a few minutes. */
export const ceremonies = pgTable('ceremonies', {
  /** SHA-256 of the 32 random bytes in the browser's cookie. */
  idHash: text('id_hash').primaryKey(),
  kind: text('kind').$type<CeremonyKind>().notNull(),
  personId: uuid('person_id').references(() => people.id),
  challenge: text('challenge'),
  /** Codes and passkeys that were tried on it. */
  tries: integer('tries').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

/** A browser that left for the company's sign-in and has ten minutes to come back, once. Nothing in it opens anything. */
export const companyVisits = pgTable('company_visits', {
  stateHash: text('state_hash').primaryKey(),
  /** SHA-256 of the secret in the cookie of the browser that left. */
  browserHash: text('browser_hash').notNull(),
  purpose: text('purpose').$type<VisitPurpose>().notNull(),
  returnPath: text('return_path').notNull(),
  sessionIdHash: text('session_id_hash'),
  linkHash: text('link_hash'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

/** A one-time link by which somebody becomes a person here. */
export const invitations = pgTable('invitations', {
  id: uuid('id').primaryKey().defaultRandom(),
  tokenHash: text('token_hash').notNull().unique(),
  role: text('role').$type<Role>().notNull(),
  /** Of somebody who is here already and lost the way in: the link sets a new password and takes the second factors away. */
  personId: uuid('person_id').references(() => people.id),
  /** As the owner wrote it: a name, an address. Not proof of anything. */
  forWhom: text('for_whom').notNull(),
  createdById: uuid('created_by_id')
    .notNull()
    .references(() => people.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  usedById: uuid('used_by_id').references(() => people.id),
  revokedAt: instant('revoked_at'),
});

/** Keys for automation: shown once, kept as a hash. A key whose maker is disabled opens nothing. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    keyHash: text('key_hash').notNull().unique(),
    /** The last four characters, to tell keys apart. */
    ending: text('ending').notNull(),
    scopes: text('scopes').array().$type<ApiKeyScope[]>().notNull(),
    /** The accounts it is good for; null for all. */
    accountIds: uuid('account_ids').array(),
    createdById: uuid('created_by_id')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    lastUsedAddress: text('last_used_address'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('api_keys_created_by').on(table.createdById)],
);

/** One signed-in browser. The cookie carries the id, the row decides: ending the row ends the session at once. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the 32 random bytes in the cookie, base64url. */
    idHash: text('id_hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Names the session where it is listed and ended; opens nothing. */
    id: uuid('id').notNull().unique().defaultRandom(),
    method: text('method').$type<SignInMethod>().notNull().default('password'),
    hasSecondFactor: boolean('has_second_factor').notNull().default(false),
    /** When the person last proved who they are: at sign-in, or since then. */
    confirmedAt: instant('confirmed_at').notNull().defaultNow(),
    address: text('address').notNull().default(''),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [index('sessions_person').on(table.personId)],
);

/** The one-time link on the console that makes the first owner. */
export const welcomeLinks = pgTable('welcome_links', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

/** Failed sign-ins, for throttling: by e-mail address and by network address, both as HMAC. */
export const signInTries = pgTable(
  'sign_in_tries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    subjectHash: text('subject_hash').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [index('sign_in_tries_subject').on(table.subjectHash, table.at)],
);
