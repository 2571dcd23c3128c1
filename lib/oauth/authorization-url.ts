import { createHash, randomBytes } from 'node:crypto';
import type { Endpoints } from '@/lib/oauth/types';

interface Start {
  endpoints: Endpoints;
  clientId: string;
  /** Null: no `scope` is sent. */
  scopes: string[] | null;
  redirectUri: string;
}

export interface StartedAuthorization {
  /** Where the browser goes. */
  url: string;
  state: string;
  /** RFC 7636 §4.1; stays on the server. */
  codeVerifier: string;
  /** Only with `openid` among the scopes: otherwise no ID token comes that could carry it back. */
  nonce: string | null;
}

/** 256 bits; 43 characters, the length that RFC 7636 §4.1 recommends for a verifier. */
const random = () => randomBytes(32).toString('base64url');

/**
 * The authorization request, RFC 6749 §4.1.1, with PKCE by S256 always, whatever the instance says it supports: a server that
 * does not know it ignores it.
 */
export function startAuthorization({
  endpoints,
  clientId,
  scopes,
  redirectUri,
}: Start): StartedAuthorization {
  const state = random();
  const codeVerifier = random();
  const nonce = scopes?.includes('openid') ? random() : null;
  const url = new URL(endpoints.authorization);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    ...(scopes && scopes.length > 0 && { scope: scopes.join(' ') }),
    state,
    ...(nonce && { nonce }),
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  // A blank as %20 is read the same everywhere, a plus is not.
  url.search = url.search.replaceAll('+', '%20');
  return { url: url.href, state, codeVerifier, nonce };
}
