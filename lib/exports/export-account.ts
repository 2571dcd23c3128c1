import type { AccountType, ClientProof, GrantType } from '@/lib/accounts/schema';
import type { AccountView } from '@/lib/accounts/view';

/** What a format may know of an account. No secret is in it, so none can end in a file. */
export interface ExportAccount {
  label: string;
  accountType: AccountType;
  /** Origin, without a slash at the end. */
  instanceUrl: string;
  grantType: GrantType;
  clientProof: ClientProof;
  clientId: string;
  scopes: readonly string[];
  redirectUri: string;
  /** Where a program with an API key fetches the token in use. */
  tokenAddress: string;
  hasRefreshToken: boolean;
  /** ISO 8601; null without a token. */
  expiresAt: string | null;
}

/** What the consumer's configuration may ask for: only scopes that are known to work, as Coupa is all or nothing. */
export function toExportAccount(view: AccountView): ExportAccount {
  const { label, accountType, instanceUrl, grantType, clientProof, clientId, redirectUri, token } = view;
  return {
    label,
    accountType,
    instanceUrl,
    grantType,
    clientProof,
    clientId,
    redirectUri,
    // Both addresses are ours and name the account.
    tokenAddress: `${redirectUri.replace('/api/oauth/callback/', '/api/accounts/')}/token`,
    scopes: usableScopes(view),
    hasRefreshToken: token?.hasRefreshToken ?? false,
    expiresAt: token?.expiresAt ?? null,
  };
}

/** Requested and granted; of an older configuration's token nothing counts. */
function usableScopes({ scopes, scopeSource, token, isTokenCurrent }: AccountView): string[] {
  const granted = isTokenCurrent ? (token?.grantedScopes ?? null) : null;
  if (scopeSource === 'from_token') return granted ?? [];
  return granted ? scopes.filter((scope) => granted.includes(scope)) : scopes;
}

export const tokenUrl = ({ instanceUrl }: Pick<ExportAccount, 'instanceUrl'>) =>
  `${instanceUrl}/oauth2/token`;

/** Separated by blanks, as Coupa requires: a comma makes the whole list invalid. */
export const scopeText = ({ scopes }: Pick<ExportAccount, 'scopes'>) => scopes.join(' ');
