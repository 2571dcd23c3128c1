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
  /** Told of a grant without an ID token as soon as its answer is parsed: the refresh token in use may be worthless already. */
  onGrant?(grant: TokenGrant): Promise<void>;
  /** Told of a new refresh token while the rest of its answer is not verified, or cannot be used. */
  onRefreshToken?(refreshToken: string): Promise<void>;
}

/**
 * Refresh, RFC 6749 §6. What the answer leaves out stays as it is: the refresh token in use, the ID token of the login.
 * One request and never a second way to send the secret, because a refused request may have spent the refresh token.
 * @throws AppError those of `requestToken`; invalid_grant when the refresh token is dead
 */
export async function refreshToken(refresh: Refresh): Promise<TokenGrant> {
  const { client, refreshToken: inUse, previousIdToken = null, onGrant, onRefreshToken } = refresh;
  const [method] = methodsFor(client, refresh.endpoints);
  const onAnswer = async ({ answer: { idToken, ...answer }, trace, at }: Received) => {
    const parts = { authMethod: method, obtainedAt: at, trace, earlier: [], idToken: previousIdToken };
    if (idToken === null)
      await onGrant?.({ ...answer, ...parts, refreshToken: answer.refreshToken ?? inUse });
    else if (answer.refreshToken !== null) await onRefreshToken?.(answer.refreshToken);
  };
  const request = { ...refresh, previousIdToken, method, isFresh: false, onAnswer };
  const grant = await requestToken(request, (config) => refreshTokenGrant(config, inUse));
  return {
    ...grant,
    refreshToken: grant.refreshToken ?? inUse,
    idToken: grant.idToken ?? previousIdToken,
  };
}
