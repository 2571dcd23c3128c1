import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { Store } from '@/lib/db/store';
import { openOrPutAside } from '@/lib/keys/open-or-put-aside';
import { decodeJwt } from '@/lib/oauth/jwt';
import type { Client, TokenGrant } from '@/lib/oauth/types';

/**
 * The only places where a sealed secret of an account is opened. The values go to the request that needs them and nowhere
 * else. A value that does not open puts its account aside. @throws AppError account_quarantined, changed_meanwhile, keys_wrong
 */

export async function openClient(store: Store, account: AccountRecord): Promise<Client> {
  const { id, clientId, clientSecretSealed: sealed, secretVersion, clientAuthMethod } = account;
  return {
    clientId,
    ...(sealed && { clientSecret: await openOrPutAside(store, 'client_secret', id, secretVersion, sealed) }),
    ...(clientAuthMethod && { authMethod: clientAuthMethod }),
  };
}

type SealedAccessToken = Pick<TokenRecord, 'accountId' | 'version' | 'accessTokenSealed'>;

export const openAccessToken = (store: Store, row: SealedAccessToken): Promise<string> =>
  openOrPutAside(store, 'access_token', row.accountId, row.version, row.accessTokenSealed);

export async function openRefreshToken(store: Store, row: TokenRecord): Promise<string | null> {
  const { accountId, version, refreshTokenSealed: sealed } = row;
  return sealed && (await openOrPutAside(store, 'refresh_token', accountId, version, sealed));
}

/** The ID token of the login: a refresh compares its person with the one of a new ID token (OpenID Connect Core §12.2). */
export async function openIdToken(store: Store, row: TokenRecord): Promise<TokenGrant['idToken']> {
  const { idTokenSealed, accountId, version, idTokenVerified: verified } = row;
  if (!idTokenSealed) return null;
  const raw = await openOrPutAside(store, 'id_token', accountId, version, idTokenSealed);
  return { raw, verified, claims: decodeJwt(raw)?.claims ?? null };
}
