import { randomUUID } from 'node:crypto';
import { hashConfiguration } from '@/lib/accounts/configuration-hash';
import { type LoadedAccount, loadAccount } from '@/lib/accounts/data';
import { stepPath } from '@/lib/accounts/steps';
import { configurationOf, redirectUriOf } from '@/lib/accounts/to-view';
import { recordEventAlone } from '@/lib/audit/record';
import { recordFailure } from '@/lib/authorize/failure';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { beginTransaction } from '@/lib/authorize/mutations';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/current-person';
import { AppError } from '@/lib/errors';
import { startAuthorization } from '@/lib/oauth/authorization-url';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import type { Outbound } from '@/lib/oauth/outbound';
import type { Clock } from '@/lib/oauth/types';
import { observeTokenRequest } from '@/lib/ops/observe-request';
import { makePlace } from '@/lib/tokens/keep-grant';
import { openClient } from '@/lib/tokens/open';

export interface AuthorizeContext {
  store: Store;
  outbound: Outbound;
  clock: Clock;
  appUrl: string;
  /** Folder of the journal, see lib/tokens/journal.ts. */
  journalDirectory: string;
}

/**
 * What *Authorize* does. Client credentials: asks for the token at once. Authorization code: prepares the journey.
 * Returns where the browser goes next: the result page, or Coupa's authorization page.
 */
export async function beginAuthorization(
  context: AuthorizeContext,
  person: Person,
  accountId: string,
): Promise<string> {
  const loaded = await loadAccount(context.store, accountId);
  const { account } = loaded;
  if (account.deletedAt) throw new AppError('not_found');
  if (account.finishedStep < 4 || account.clientId === '') throw new AppError('step_not_ready');
  return account.grantType === 'client_credentials'
    ? obtainByClientCredentials(context, person, loaded)
    : sendToCoupa(context, person, loaded);
}

async function obtainByClientCredentials(
  context: AuthorizeContext,
  person: Person,
  { account, token }: LoadedAccount,
) {
  const { store, outbound, clock, appUrl } = context;
  const configurationHash = hashConfiguration(configurationOf(account, appUrl));
  const requestedScopes = account.scopeSource === 'from_token' ? null : account.scopes;
  try {
    const expected = {
      attemptId: randomUUID(),
      account,
      before: token,
      requestedScopes,
      configurationHash,
      consentedAt: null,
    };
    const place = await makePlace(context, { ...expected, by: person, kind: 'token_obtained' });
    const { id: accountId, instanceUrl } = account;
    const request = {
      endpoints: deriveEndpoints(instanceUrl),
      client: await openClient(store, account),
      scopes: requestedScopes,
      outbound,
      clock,
    };
    const observed = { accountId, instanceUrl, grant: 'client_credentials' } as const;
    await place.keep(await observeTokenRequest(observed, () => requestClientCredentials(request)));
    return stepPath(account.id, 'result');
  } catch (error) {
    await recordFailure(store, { accountId: account.id, by: person, error });
    throw error;
  }
}

async function sendToCoupa(context: AuthorizeContext, person: Person, { account }: LoadedAccount) {
  if (person.apiKey) throw new AppError('step_not_ready', { facts: { reason: 'needs-browser' } });
  const { store, outbound, clock, appUrl } = context;
  const endpoints = await findEndpoints(account.instanceUrl, outbound);
  const started = startAuthorization({
    endpoints,
    clientId: account.clientId,
    scopes: account.scopeSource === 'from_token' ? null : account.scopes,
    redirectUri: redirectUriOf(appUrl, account.id),
  });
  await beginTransaction(store, {
    accountId: account.id,
    sessionIdHash: person.sessionIdHash,
    state: started.state,
    codeVerifier: started.codeVerifier,
    nonce: started.nonce,
    configurationHash: hashConfiguration(configurationOf(account, appUrl)),
    now: clock.now(),
  });
  await recordEventAlone(store, { accountId: account.id, by: person, kind: 'authorization_started' });
  return started.url;
}
