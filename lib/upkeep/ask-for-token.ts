import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import { AppError, withFacts } from '@/lib/errors';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { refreshToken } from '@/lib/oauth/refresh';
import type { TokenGrant } from '@/lib/oauth/types';
import { observeTokenRequest } from '@/lib/ops/observe-request';
import type { Place } from '@/lib/tokens/keep-grant';
import { openClient, openIdToken, openRefreshToken } from '@/lib/tokens/open';
import { isAskedAgain } from '@/lib/upkeep/after-failure';
import { loadUpkeep } from '@/lib/upkeep/data';
import { dropRescued, findRescued } from '@/lib/upkeep/late-answers';
import type { Lease } from '@/lib/upkeep/lease';
import { askKnowingOutcome } from '@/lib/upkeep/outcome';

/**
 * The token request of a renewal. @throws AppError those of the request; invalid_grant without a refresh token,
 * renewal_in_progress when the lease ran out before anything was sent
 */
export async function askForToken(
  context: AuthorizeContext,
  { account, token, place, lease }: Asked,
): Promise<TokenGrant> {
  const { store, outbound, clock } = context;
  const request = { client: await openClient(store, account), outbound, clock };
  const observed = { accountId: account.id, instanceUrl: account.instanceUrl };
  if (account.grantType === 'client_credentials') {
    const endpoints = deriveEndpoints(account.instanceUrl);
    return observeTokenRequest({ ...observed, grant: 'client_credentials' }, () =>
      requestClientCredentials({ ...request, endpoints, scopes: token.requestedScopes }),
    );
  }
  const endpoints = await findEndpoints(account.instanceUrl, outbound);
  const previousIdToken = await openIdToken(store, token);
  return spend(context, token, (inUse) => {
    lease.requireAlive();
    return observeTokenRequest({ ...observed, grant: 'refresh_token' }, () =>
      refreshToken({
        ...{ ...request, endpoints, refreshToken: inUse, previousIdToken, onGrant: place.onGrant },
        onRefreshToken: (next) => place.onRefreshToken(next, inUse),
      }),
    );
  });
}

interface Asked {
  account: AccountRecord;
  token: TokenRecord;
  place: Place;
  lease: Lease;
}

/** With the refresh token that the server gave out last: usually the one in the database. */
async function spend(
  context: AuthorizeContext,
  token: TokenRecord,
  refresh: (inUse: string) => Promise<TokenGrant>,
): Promise<TokenGrant> {
  const rescued = await findRescued(context, token);
  const inUse = rescued ?? (await openRefreshToken(context.store, token));
  if (!inUse) throw new AppError('invalid_grant', { facts: { reason: 'no-refresh-token' } });
  try {
    return await askKnowingOutcome(() => refresh(inUse));
  } catch (error) {
    if (rescued === null || !(error instanceof AppError && error.code === 'invalid_grant')) throw error;
    // One refusal may be a glitch, and to send the one in the database could then end both. After the second that one has its turn.
    const before = await loadUpkeep(context.store, token.accountId);
    if (isAskedAgain(before, error.code, context.clock.now())) await dropRescued(context, token);
    throw withFacts(error, { asked: 'rescued' });
  }
}
