import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { Store } from '@/lib/db/store';
import type { Client } from '@/lib/oauth/types';
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
