import type { SealPlace } from '@/lib/seal/seal-place';

/** Where each sealed value of the product stands. A place is part of what is authenticated, so it is written once, here. */
export const clientSecretPlace = (accountId: string, version: number): SealPlace => ({
  table: 'accounts',
  column: 'client_secret',
  rowId: accountId,
  version,
});

export const tokenPlace = (
  column: 'access_token' | 'refresh_token' | 'id_token',
  accountId: string,
  version: number,
): SealPlace => ({
  table: 'tokens',
  column,
  rowId: accountId,
  version,
});

export const authorizationPlace = (column: 'verifier' | 'nonce', id: string): SealPlace => ({
  table: 'authorizations',
  column,
  rowId: id,
  version: 1,
});

/** A secret of this installation, see lib/db/root-secret.ts. */
export const installationSecretPlace = (name: string, version: number): SealPlace => ({
  table: 'sealed_secrets',
  column: 'sealed',
  rowId: name,
  version,
});

/** The known value that proves a key of the ring. */
export const canaryPlace = (keyId: string): SealPlace => ({
  table: 'seal_canaries',
  column: 'sealed',
  rowId: keyId,
  version: 1,
});

/** Of an authenticator app. While it is set up, `totp_pending`, it stands in no row: the browser keeps it sealed. */
export const totpPlace = (
  column: 'totp_secret' | 'totp_pending',
  personId: string,
  version: number,
): SealPlace => ({
  table: 'people',
  column,
  rowId: personId,
  version,
});

/** A token answer on its way into the database, see lib/tokens/journal.ts. */
export const journalPlace = (accountId: string, version: number): SealPlace => ({
  table: 'journal',
  column: 'answer',
  rowId: accountId,
  version,
});

/** The client secrets of a rotation, see lib/rotation. */
export const rotationPlace = (
  column: 'staged' | 'previous',
  accountId: string,
  version: number,
): SealPlace => ({ table: 'secret_rotations', column, rowId: accountId, version });

/** What signs the calls of a webhook. */
export const webhookSecretPlace = (channelId: string, version: number): SealPlace => ({
  table: 'alert_channels',
  column: 'secret',
  rowId: channelId,
  version,
});
