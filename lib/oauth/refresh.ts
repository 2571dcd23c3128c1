import { refreshTokenGrant } from 'openid-client';
import { methodsFor } from '@/lib/oauth/client-authentication';
import type { IdToken } from '@/lib/oauth/id-token';
import type { Outbound } from '@/lib/oauth/outbound';
import { type Received, requestToken } from '@/lib/oauth/token-request';
import type { Client, Clock, Endpoints, TokenGrant } from '@/lib/oauth/types';

interface Refresh {
  endpoints: Endpoints;
  client: Client;
  refreshToken: string;
  /** The ID token of the login, where there was one: a new one must name the same person and issuer. */
  previousIdToken?: IdToken | null;
  outbound: Outbound;
  clock: Clock;
  /**
   * Told of the grant as soon as the answer is parsed: the server may have made the refresh token in use worthless already.
   * @param isProved false while an ID token that came with it was not verified; then the one of the login stands in the grant
   */
  onAnswer?(grant: TokenGrant, isProved: boolean): Promise<void>;
}

/**
 * Refresh, RFC 6749 §6. What the answer leaves out stays as it is: the refresh token in use, the ID token of the login.
 * One request and never a second way to send the secret, because a refused request may have spent the refresh token.
 * @throws AppError those of `requestToken`; invalid_grant when the refresh token is dead
 */
export async function refreshToken(refresh: Refresh): Promise<TokenGrant> {
  const { client, refreshToken: inUse, previousIdToken = null, onAnswer } = refresh;
  const [method] = methodsFor(client, refresh.endpoints);
  const tell = async ({ answer: { idToken, ...answer }, trace, at }: Received) => {
    const refreshed = answer.refreshToken ?? inUse;
    const parts = { authMethod: method, obtainedAt: at, trace, earlier: [], idToken: previousIdToken };
    await onAnswer?.({ ...answer, ...parts, refreshToken: refreshed }, idToken === null);
  };
  const request = { ...refresh, previousIdToken, method, isFresh: false, onAnswer: tell };
  const grant = await requestToken(request, (config) => refreshTokenGrant(config, inUse));
  return {
    ...grant,
    refreshToken: grant.refreshToken ?? inUse,
    idToken: grant.idToken ?? previousIdToken,
  };
}
