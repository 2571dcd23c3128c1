import type { ClientProof, GrantType } from '@/lib/accounts/schema';
import type { Certainty } from '@/lib/coupa/rules';

export interface OfflineAccessRule {
  grantType: GrantType;
  clientProof: ClientProof;
  title: string;
  without: string;
  with: string;
  certainty: Certainty;
}

const CODE_WITHOUT = 'Access token and its lifetime. When it ends, a person signs in to Coupa again.';
const CODE_WITH = 'Access token, its lifetime and a refresh token, which renews it for 90 days.';

/** What comes back with and without `offline_access` (an older version of SnapLogic's page; RFC 6749 §4.4.3 agrees). */
export const OFFLINE_ACCESS_RULES = [
  {
    grantType: 'client_credentials',
    clientProof: 'shared_secret',
    title: 'Client credentials',
    without: 'Access token and its lifetime. A new token can be asked for at any time.',
    with: 'The same: Coupa gives this grant type no refresh token.',
    certainty: 'one',
  },
  {
    grantType: 'authorization_code',
    clientProof: 'shared_secret',
    title: 'Authorization code, Shared secret',
    without: CODE_WITHOUT,
    with: CODE_WITH,
    certainty: 'one',
  },
  {
    grantType: 'authorization_code',
    clientProof: 'pkce',
    title: 'Authorization code, PKCE',
    without: CODE_WITHOUT,
    with: CODE_WITH,
    certainty: 'one',
  },
] as const satisfies readonly OfflineAccessRule[];

export interface OfflineAccessAdvice {
  shouldTick: boolean;
  words: string;
}

/** Coupa wants it in both places: ticked on the client, and asked for in the authorization request. */
export function adviceFor(grantType: GrantType, clientProof: ClientProof): OfflineAccessAdvice {
  if (grantType === 'client_credentials') {
    return { shouldTick: false, words: 'Leave out: client credentials never gets a refresh token.' };
  }
  const proof = clientProof === 'pkce' ? 'PKCE' : 'a shared secret';
  return {
    shouldTick: true,
    words: `Tick it: with ${proof} it brings the refresh token. Without it somebody signs in every 24 hours.`,
  };
}
