import { refreshTokenGrant } from 'openid-client';
import { methodsFor } from '@/lib/oauth/client-authentication';
import type { IdToken } from '@/lib/oauth/id-token';
import type { Outbound } from '@/lib/oauth/outbound';
import { requestToken } from '@/lib/oauth/token-request';
import type { Client, Clock, Endpoints, TokenGrant } from '@/lib/oauth/types';

interface Refresh {
  endpoints: Endpoints;
  client: Client;
  refreshToken: string;
  /** The ID token of the login, where there was one: a new one must name the same person and issuer. */
  previousIdToken?: IdToken | null;
  outbound: Outbound;
  clock: Clock;
}

/**
 * Refresh, RFC 6749 §6. What the answer leaves out stays as it is: the refresh token in use, the ID token of the login.
 * One request and never a second way to send the secret, because a refused request may have spent the refresh token.
 * @throws AppError those of `requestToken`; invalid_grant when the refresh token is dead
 */
export async function refreshToken(refresh: Refresh): Promise<TokenGrant> {
  const { client, refreshToken: inUse, previousIdToken = null } = refresh;
  const [method] = methodsFor(client, refresh.endpoints);
  const grant = await requestToken({ ...refresh, previousIdToken, method, isFresh: false }, (config) =>
    refreshTokenGrant(config, inUse),
  );
  return {
    ...grant,
    refreshToken: grant.refreshToken ?? inUse,
    idToken: grant.idToken ?? previousIdToken,
  };
}
