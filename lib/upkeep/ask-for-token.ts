import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import { AppError } from '@/lib/errors';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { refreshToken } from '@/lib/oauth/refresh';
import type { TokenGrant } from '@/lib/oauth/types';
import { observeTokenRequest } from '@/lib/ops/observe-request';
import { dropFile } from '@/lib/tokens/journal-files';
import type { Place } from '@/lib/tokens/keep-grant';
import { openClient, openIdToken, openRefreshToken } from '@/lib/tokens/open';
import { findRescued } from '@/lib/upkeep/late-answers';
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
      refreshToken({ ...request, ...place, endpoints, refreshToken: inUse, previousIdToken }),
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
  const rescued = await findRescued(context, token.accountId, token.version + 1);
  const inUse = rescued?.refreshToken ?? (await openRefreshToken(context.store, token));
  if (!inUse) throw new AppError('invalid_grant', { facts: { reason: 'no-refresh-token' } });
  try {
    return await askKnowingOutcome(() => refresh(inUse));
  } catch (error) {
    // It is dead: the next try is made with the one in the database.
    if (rescued && error instanceof AppError && error.code === 'invalid_grant') await dropFile(rescued.file);
    throw error;
  }
}
