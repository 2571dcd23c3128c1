import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import {
  accounts,
  alertChannels,
  authorizations,
  people,
  sealedSecrets,
  secretRotations,
  tokens,
} from '@/lib/db/schema';
import type { AccountSecret } from '@/lib/keys/account-secret';
import {
  authorizationPlace,
  clientSecretPlace,
  installationSecretPlace,
  rotationPlace,
  tokenPlace,
  totpPlace,
  webhookSecretPlace,
} from '@/lib/seal/places';
import type { SealPlace } from '@/lib/seal/seal-place';

export interface SealedColumn {
  /** What stands in it, in the plural. */
  title: string;
  table: PgTable;
  id: PgColumn;
  sealed: PgColumn;
  /** Null where a value is written once. */
  version: PgColumn | null;
  place(rowId: string, version: number): SealPlace;
  /** Set where the row's id is that of an account. */
  secret: AccountSecret | null;
}

const ofTokens = (secret: Exclude<AccountSecret, 'client_secret'>, title: string, sealed: PgColumn) => ({
  title,
  table: tokens,
  id: tokens.accountId,
  sealed,
  version: tokens.version,
  place: (rowId: string, version: number) => tokenPlace(secret, rowId, version),
  secret,
});

const ofJourneys = (column: 'verifier' | 'nonce', title: string, sealed: PgColumn) => ({
  title,
  table: authorizations,
  id: authorizations.id,
  sealed,
  version: null,
  place: (rowId: string) => authorizationPlace(column, rowId),
  secret: null,
});

const ofRotations = (column: 'staged' | 'previous', title: string, sealed: PgColumn) => ({
  title,
  table: secretRotations,
  id: secretRotations.accountId,
  sealed,
  version: secretRotations.version,
  place: (rowId: string, version: number) => rotationPlace(column, rowId, version),
  secret: null,
});

/**
 * Every column with sealed values, once: counting, re-wrapping and dropping a key go through this list, and a test
 * compares it with the schema. Canaries are not in it: each belongs to its key.
 */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    title: 'Client secrets',
    table: accounts,
    id: accounts.id,
    sealed: accounts.clientSecretSealed,
    version: accounts.secretVersion,
    place: clientSecretPlace,
    secret: 'client_secret',
  },
  ofTokens('access_token', 'Access tokens', tokens.accessTokenSealed),
  {
    title: 'Access tokens kept until the next one worked',
    table: tokens,
    id: tokens.accountId,
    sealed: tokens.previousTokenSealed,
    version: tokens.previousVersion,
    place: (rowId, version) => tokenPlace('access_token', rowId, version),
    secret: null,
  },
  ofTokens('refresh_token', 'Refresh tokens', tokens.refreshTokenSealed),
  ofTokens('id_token', 'ID tokens', tokens.idTokenSealed),
  ofJourneys('verifier', 'Verifiers of journeys to Coupa', authorizations.verifierSealed),
  ofJourneys('nonce', 'Nonces of journeys to Coupa', authorizations.nonceSealed),
  ofRotations('staged', 'Client secrets that wait to be switched to', secretRotations.stagedSealed),
  ofRotations('previous', 'Client secrets kept until the next one worked', secretRotations.previousSealed),
  {
    title: 'Secrets that sign webhooks',
    table: alertChannels,
    id: alertChannels.id,
    sealed: alertChannels.secretSealed,
    version: alertChannels.secretVersion,
    place: webhookSecretPlace,
    secret: null,
  },
  {
    title: 'Secrets that signed webhooks, kept for a day',
    table: alertChannels,
    id: alertChannels.id,
    sealed: alertChannels.previousSecretSealed,
    version: alertChannels.previousSecretVersion,
    place: webhookSecretPlace,
    secret: null,
  },
  {
    title: 'Authenticator apps',
    table: people,
    id: people.id,
    sealed: people.totpSecretSealed,
    version: people.totpVersion,
    place: (rowId, version) => totpPlace('totp_secret', rowId, version),
    secret: null,
  },
  {
    title: 'Secrets of this installation',
    table: sealedSecrets,
    id: sealedSecrets.name,
    sealed: sealedSecrets.sealed,
    version: sealedSecrets.version,
    place: installationSecretPlace,
    secret: null,
  },
];
