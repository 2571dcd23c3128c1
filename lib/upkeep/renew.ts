import { loadAccount } from '@/lib/accounts/data';
import { hasCurrentToken } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { recordFailure } from '@/lib/authorize/failure';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import type { Person } from '@/lib/door/current-person';
import { AppError } from '@/lib/errors';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { refreshToken } from '@/lib/oauth/refresh';
import { claimRenewal, releaseRenewal, storeGrant } from '@/lib/tokens/mutations';
import { openClient, openRefreshToken } from '@/lib/tokens/open';

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
  if (!token || account.deletedAt || !hasCurrentToken(account, token, appUrl))
    throw new AppError('step_not_ready');
  if (!(await claimRenewal(store, token, LEASE_SECONDS))) throw new AppError('changed_meanwhile');
  try {
    const endpoints = deriveEndpoints(account.instanceUrl);
    const client = openClient(store, account);
    const refresh = openRefreshToken(store, token);
    if (account.grantType === 'authorization_code' && !refresh)
      throw new AppError('invalid_grant', { facts: { reason: 'no-refresh-token' } });
    const grant = refresh
      ? await refreshToken({ endpoints, client, refreshToken: refresh, outbound, clock })
      : await requestClientCredentials({ endpoints, client, scopes: token.requestedScopes, outbound, clock });
    await storeGrant(store, {
      account,
      before: token,
      grant,
      requestedScopes: token.requestedScopes,
      consentedAt: token.consentedAt,
      personId: person.id,
      kind: 'renewed',
      configurationHash: token.configurationHash,
    });
  } catch (error) {
    await releaseRenewal(store, token);
    await recordFailure(store, { accountId, personId: person.id, error });
    throw error;
  }
}
