import { loadAccount } from '@/lib/accounts/data';
import { hasCurrentToken, type TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { recordFailure } from '@/lib/authorize/failure';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/current-person';
import { AppError } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { refreshToken } from '@/lib/oauth/refresh';
import { claimRenewal, releaseRenewal, storeGrant } from '@/lib/tokens/mutations';
import { openClient, openIdToken, openRefreshToken } from '@/lib/tokens/open';

/** Longer than the outbound deadline (10 s), so that a slow answer still finds its claim. */
const LEASE_SECONDS = 30;

/**
 * Gets a new token for an account: by client credentials anew, by refresh token otherwise (RFC 6749 §6).
 * One caller at a time; the old token stays until the new one is stored.
 * @throws AppError step_not_ready when the configuration changed since, changed_meanwhile while another renewal runs, invalid_grant when there is no refresh token
 */
export async function renewToken(
  context: AuthorizeContext,
  person: Person,
  accountId: string,
): Promise<void> {
  const { store, outbound, clock, appUrl } = context;
  const { account, token } = await loadAccount(store, accountId);
  if (!account.deletedAt) requireUsable(account);
  if (!token || account.deletedAt || !hasCurrentToken(account, token, appUrl))
    throw new AppError('step_not_ready');
  if (!(await claimRenewal(store, token, LEASE_SECONDS))) throw new AppError('changed_meanwhile');
  try {
    const request = { client: await openClient(store, account), outbound, clock };
    const grant =
      account.grantType === 'client_credentials'
        ? await requestClientCredentials({
            ...request,
            endpoints: deriveEndpoints(account.instanceUrl),
            scopes: token.requestedScopes,
          })
        : await refreshToken({
            ...request,
            ...(await openLogin(store, token)),
            endpoints: await findEndpoints(account.instanceUrl, outbound),
          });
    await storeGrant(store, {
      account,
      before: token,
      grant,
      requestedScopes: token.requestedScopes,
      consentedAt: token.consentedAt,
      by: person,
      kind: 'renewed',
      configurationHash: token.configurationHash,
    });
  } catch (error) {
    await releaseRenewal(store, token);
    await recordFailure(store, { accountId, by: person, error });
    throw error;
  }
}

/** What a refresh needs of the login that a person gave. The ID token goes along so that nobody else's tokens take its place. */
async function openLogin(store: Store, token: TokenRecord) {
  const refreshToken = await openRefreshToken(store, token);
  if (!refreshToken) throw new AppError('invalid_grant', { facts: { reason: 'no-refresh-token' } });
  return { refreshToken, previousIdToken: await openIdToken(store, token) };
}
