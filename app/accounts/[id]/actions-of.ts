import type { AccountView } from '@/lib/accounts/view';

export type AccountAction = 'continue' | 'replace' | 'reauthorize' | 'renew' | 'validate' | 'restore';

interface Actions {
  /** The one that stands out; null while nothing needs to be done. */
  primary: AccountAction | null;
  /** All that make sense now, the primary one first. */
  all: AccountAction[];
}

type Facts = Pick<AccountView, 'status' | 'isTokenCurrent' | 'grantType' | 'hasClientSecret'> & {
  token: { hasRefreshToken: boolean } | null;
  /** The last report found that a requested scope is not in the token: only a new token can change that. */
  lacksScopes: boolean;
};

/** What a person can do with an account in its state. */
export function actionsOf(account: Facts): Actions {
  const { kind } = account.status;
  if (kind === 'deleted') return { primary: 'restore', all: ['restore'] };
  if (kind === 'setting-up') return { primary: 'continue', all: ['continue'] };
  const possible: AccountAction[] = [
    'reauthorize',
    ...(canRenew(account) ? (['renew'] as const) : []),
    ...(account.token ? (['validate'] as const) : []),
  ];
  const primary = primaryOf(account);
  return { primary, all: primary ? [primary, ...possible.filter((each) => each !== primary)] : possible };
}

/** Trying again by itself would meet the same refusal. */
const NEEDS_AUTHORIZING = new Set<AccountView['status']['kind']>([
  'rejected',
  'reauth-required',
  'config-error',
]);

function primaryOf(account: Facts): AccountAction | null {
  const { kind } = account.status;
  // A new secret is proved first, and keeps token and consent.
  if (kind === 'rejected' && account.isTokenCurrent && account.hasClientSecret) return 'replace';
  if (NEEDS_AUTHORIZING.has(kind) || !account.isTokenCurrent) return 'reauthorize';
  if (kind === 'expired') return canRenew(account) ? 'renew' : 'reauthorize';
  if (kind === 'limited' && account.lacksScopes) return 'reauthorize';
  return kind === 'limited' || kind === 'not-validated' ? 'validate' : null;
}

/** Client credentials ask anew; authorization code needs the refresh token that `offline_access` brings. */
export const canRenew = ({
  isTokenCurrent,
  grantType,
  token,
}: Pick<Facts, 'isTokenCurrent' | 'grantType' | 'token'>) =>
  isTokenCurrent && token !== null && (grantType === 'client_credentials' || token.hasRefreshToken);
