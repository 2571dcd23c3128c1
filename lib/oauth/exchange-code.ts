import { authorizationCodeGrant } from 'openid-client';
import { AppError } from '@/lib/errors';
import { readCallback } from '@/lib/oauth/callback';
import { tryClientAuthentication } from '@/lib/oauth/client-authentication';
import type { Outbound } from '@/lib/oauth/outbound';
import { isSameSecret } from '@/lib/oauth/same-secret';
import { cleanServerText } from '@/lib/oauth/server-text';
import { requestToken } from '@/lib/oauth/token-request';
import type { Client, Clock, Endpoints, TokenGrant } from '@/lib/oauth/types';

interface CodeExchange {
  endpoints: Endpoints;
  client: Client;
  clientProof: 'shared_secret' | 'pkce';
  /** The address that Coupa sent the browser to, with its query. */
  callbackUrl: URL;
  expectedState: string;
  codeVerifier: string;
  /** As sent on the way out; null when none was. */
  nonce: string | null;
  redirectUri: string;
  outbound: Outbound;
  clock: Clock;
}

/**
 * Exchanges the code for a token, RFC 6749 §4.1.3. The PKCE verifier (RFC 7636 §4.5) always goes along, the secret as well where there
 * is one. Refused before anything is sent: an answer that is no code, another state, another issuer (RFC 9207 §2.4).
 * @throws AppError callback_malformed, state_unknown, issuer_mismatch, and those of `requestToken`
 */
export async function exchangeCode(exchange: CodeExchange): Promise<TokenGrant> {
  const { client, clientProof, callbackUrl, redirectUri, expectedState, codeVerifier, nonce, endpoints } =
    exchange;
  const answer = readCallback(callbackUrl);
  if (answer.kind !== 'code') throw new AppError('callback_malformed');
  if (!isSameSecret(answer.state, expectedState)) throw new AppError('state_unknown');
  refuseOtherIssuer(callbackUrl, endpoints);
  if (clientProof === 'shared_secret' && !client.clientSecret) throw new AppError('step_not_ready');

  // The address that was registered, to the letter, whatever the request looked like.
  const returned = new URL(redirectUri);
  returned.search = callbackUrl.search;
  const expectedNonce = endpoints.jwksUri && nonce !== null ? nonce : undefined;
  return tryClientAuthentication(client, endpoints, (method) =>
    requestToken({ ...exchange, method }, (config) =>
      authorizationCodeGrant(config, returned, {
        expectedState,
        pkceCodeVerifier: codeVerifier,
        expectedNonce,
      }),
    ),
  );
}

function refuseOtherIssuer(callbackUrl: URL, { issuer, sendsIssuer }: Endpoints) {
  const found = callbackUrl.searchParams.get('iss');
  if (found === issuer || (found === null && !sendsIssuer)) return;
  throw new AppError('issuer_mismatch', {
    facts: { expected: issuer, found: cleanServerText(found ?? 'none').slice(0, 200) },
  });
}
