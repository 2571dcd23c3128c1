import { createHash } from 'node:crypto';
import type { Store } from '@/lib/db/store';
import type { CompanyProvider } from '@/lib/door/company/provider';
import { beginVisit, type Visit, type VisitSecrets } from '@/lib/door/company/visits';
import type { VisitPurpose } from '@/lib/door/person';
import type { Clock } from '@/lib/oauth/types';

export interface CompanyContext {
  store: Store;
  provider: CompanyProvider;
  clock: Clock;
  appUrl: string;
}

/** To be registered at the identity provider, to the letter. */
export const companyRedirectUri = (appUrl: string) => `${appUrl}/api/auth/callback/company`;

/** Who somebody is, and nothing that could be done in their name. */
const SCOPE = 'openid email profile';

/** Prepares a visit to the company's sign-in; returns the address that the browser goes to. */
export async function beginCompanyVisit(
  { store, provider, clock, appUrl }: CompanyContext,
  visit: Omit<Visit, 'createdAt'>,
  browserSecret: string,
): Promise<string> {
  const secrets = await beginVisit(store, visit, browserSecret, clock.now());
  return authorizationUrl(provider, secrets, visit.purpose, companyRedirectUri(appUrl));
}

/** OIDC Core §3.1.2.1, with PKCE by S256 always. */
function authorizationUrl(
  { endpoints, client }: CompanyProvider,
  { state, nonce, codeVerifier }: VisitSecrets,
  purpose: VisitPurpose,
  redirectUri: string,
): string {
  const url = new URL(endpoints.authorization);
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    // To prove who is there now, whatever session the provider still has; its auth_time tells whether it did so.
    ...(purpose === 'confirm' && { prompt: 'login', max_age: '0' }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}
