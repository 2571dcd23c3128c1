import { inConsentOrder, scopeTitle } from '@/components/coupa/scope-title';
import { LeavingNotice } from '@/components/ui/leaving-notice';
import { LocalTime } from '@/components/ui/local-time';
import type { AccountView } from '@/lib/accounts/view';
import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';

const MAX_NAMED = 6;
const DAY_MS = 86_400_000;

type Leaving = Pick<AccountView, 'instanceUrl' | 'scopeSource' | 'scopes' | 'isTokenCurrent'>;

/** Says what happens at Coupa before the browser goes there. */
export function LeavingForCoupa({ account }: { account: Leaving }) {
  const { instanceUrl, scopeSource, scopes, isTokenCurrent } = account;
  return (
    <LeavingNotice
      title={`${isTokenCurrent ? 'Re-authorize' : 'Authorize'} takes you to Coupa`}
      host={instanceUrl}
      steps={[
        'Sign in to Coupa. The token gets the rights of whoever signs in, so use the integration’s user if there is one.',
        <>
          {scopeSource === 'from_token' ? 'Coupa lists what the client may do.' : permissionWords(scopes)}{' '}
          Choose <strong>Allow</strong>.
        </>,
        'The code is exchanged on our server. It works once; if you are away longer than ten minutes, press the button again.',
      ]}
    >
      <RefreshWords hasRefresh={scopes.includes('offline_access')} isKnown={scopeSource === 'chosen'} />
    </LeavingNotice>
  );
}

/** "Coupa lists 4 permissions: Supplier Read, … and Offline Access." */
function permissionWords(scopes: readonly string[]): string {
  const titles = inConsentOrder(scopes).map(scopeTitle);
  const hidden = titles.length - MAX_NAMED;
  const named = hidden > 1 ? [...titles.slice(0, MAX_NAMED), `${hidden} more`] : titles;
  const list = new Intl.ListFormat('en-GB').format(named);
  return `Coupa lists ${titles.length} permission${titles.length === 1 ? '' : 's'}: ${list}.`;
}

function RefreshWords({ hasRefresh, isKnown }: { hasRefresh: boolean; isKnown: boolean }) {
  if (!isKnown) return null;
  if (!hasRefresh)
    return (
      <p>
        Without <code>offline_access</code> Coupa returns no refresh token: a person authorizes again every 24
        hours.
      </p>
    );
  const endsAt = new Date(Date.now() + REFRESH_TOKEN_LIFETIME_DAYS * DAY_MS).toISOString();
  return (
    <p>
      By <code>offline_access</code> Coupa returns a refresh token for {REFRESH_TOKEN_LIFETIME_DAYS} days:
      until <LocalTime at={endsAt} form="day" />.
    </p>
  );
}
