import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { Store } from '@/lib/db/store';
import { decodeJwt } from '@/lib/oauth/jwt';
import type { Client, TokenGrant } from '@/lib/oauth/types';
import { clientSecretPlace, tokenPlace } from '@/lib/seal/places';
import { unseal } from '@/lib/seal/seal';

/** The only places where a sealed secret of an account is opened. The values go to the request that needs them and nowhere else. */

export function openClient({ ring }: Store, account: AccountRecord): Client {
  const sealed = account.clientSecretSealed;
  return {
    clientId: account.clientId,
    ...(sealed && {
      clientSecret: unseal(ring, clientSecretPlace(account.id, account.secretVersion), sealed),
    }),
    ...(account.clientAuthMethod && { authMethod: account.clientAuthMethod }),
  };
}

export const openAccessToken = ({ ring }: Store, row: TokenRecord): string =>
  unseal(ring, tokenPlace('access_token', row.accountId, row.version), row.accessTokenSealed);

export const openRefreshToken = ({ ring }: Store, row: TokenRecord): string | null =>
  row.refreshTokenSealed &&
  unseal(ring, tokenPlace('refresh_token', row.accountId, row.version), row.refreshTokenSealed);

/** The ID token of the login: a refresh compares its person with the one of a new ID token (OpenID Connect Core §12.2). */
export function openIdToken({ ring }: Store, row: TokenRecord): TokenGrant['idToken'] {
  const { idTokenSealed, accountId, version, idTokenVerified: verified } = row;
  if (!idTokenSealed) return null;
  const raw = unseal(ring, tokenPlace('id_token', accountId, version), idTokenSealed);
  return { raw, verified, claims: decodeJwt(raw)?.claims ?? null };
}
