import { loadAccount } from '@/lib/accounts/data';
import { redirectUriOf } from '@/lib/accounts/to-view';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { openAccessToken, openClient, openRefreshToken } from '@/lib/tokens/open';

/** Everything that another system needs of an account, secrets included; goes into a sealed export and nowhere else. */
export interface AccountWithSecrets {
  label: string;
  accountType: string;
  instanceUrl: string;
  grantType: string;
  clientProof: string;
  scopes: string[];
  redirectUri: string;
  clientId: string;
  clientSecret: string | null;
  accessToken: string | null;
  /** ISO 8601; null without a token. */
  accessTokenExpiresAt: string | null;
  refreshToken: string | null;
}

/** @throws AppError not_found, step_not_ready before there are credentials, account_quarantined */
export async function readAccountWithSecrets(
  store: Store,
  accountId: string,
  appUrl: string,
): Promise<AccountWithSecrets> {
  const { account, token } = await loadAccount(store, accountId);
  if (account.deletedAt) throw new AppError('not_found');
  if (account.clientId === '') throw new AppError('step_not_ready');
  requireUsable(account);
  const { clientId, clientSecret = null } = await openClient(store, account);
  return {
    label: account.label,
    accountType: account.accountType,
    instanceUrl: account.instanceUrl,
    grantType: account.grantType,
    clientProof: account.clientProof,
    scopes: account.scopes,
    redirectUri: redirectUriOf(appUrl, accountId),
    clientId,
    clientSecret,
    accessToken: token && (await openAccessToken(store, token)),
    accessTokenExpiresAt: token?.expiresAt.toISOString() ?? null,
    refreshToken: token && (await openRefreshToken(store, token)),
  };
}
