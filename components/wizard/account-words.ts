import type { AccountType, ClientProof, GrantType } from '@/lib/accounts/schema';

/** The names of SnapLogic's account types, short, as they stand in its lists. */
export const ACCOUNT_TYPE_WORDS: Record<AccountType, string> = {
  'snaplogic-oauth2': 'Coupa OAuth2 Account',
  'snaplogic-dynamic': 'Coupa Dynamic OAuth2 Account',
  other: 'Other consumer',
};

/** As on Coupa's client form, the radio below Authorization code behind it. */
export function grantTypeWords(account: { grantType: GrantType; clientProof: ClientProof }): string {
  if (account.grantType === 'client_credentials') return 'Client credentials';
  return `Authorization code, ${account.clientProof === 'pkce' ? 'PKCE' : 'Shared secret'}`;
}
