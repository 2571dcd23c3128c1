import type { SealPlace } from '@/lib/seal/seal';

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
