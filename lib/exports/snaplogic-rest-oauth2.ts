import { type ExportAccount, scopeText, tokenUrl } from '@/lib/exports/export-account';
import { copyRow, type ExportRow, secretRow, wordsRow } from '@/lib/exports/export-row';

const FILLED = 'SnapLogic fills this on Authorize';

/** Production – Global. The first part is that of the address SnapLogic is opened at, for example `emea`. */
const CONTROL_PLANE = 'https://elastic.snaplogic.com';

/** Where SnapLogic's REST Snap Pack takes the answer of an authorization page (SnapLogic: REST OAuth2 Account). */
export const snaplogicCallbackUrl = (controlPlane = CONTROL_PLANE) =>
  `${controlPlane}/api/1/rest/admin/oauth2callback/rest`;

/** Shown beside the rows. */
export const SNAPLOGIC_REST_NOTE =
  'This account authorizes by itself. For authorization code its own callback address has to stand in Redirect URIs of the client in Coupa; if you open SnapLogic at another address than elastic.snaplogic.com, put that host in.';

/** SnapLogic's REST OAuth2 Account with Coupa's values; used with REST Snaps, not with Coupa Snaps. No PKCE. */
export function snaplogicRestOauth2Rows(account: ExportAccount): ExportRow[] {
  if (account.grantType === 'authorization_code' && account.clientProof === 'pkce') return [];
  return [
    copyRow('Label', account.label),
    copyRow('Client ID', account.clientId),
    secretRow('Client secret'),
    wordsRow('Access token', FILLED),
    wordsRow('Refresh token', FILLED),
    wordsRow('Access token expiration', FILLED),
    wordsRow('Header authenticated', 'Tick it: Coupa takes the token in the header'),
    copyRow('OAuth2 Endpoint', `${account.instanceUrl}/oauth2/authorizations/new`),
    copyRow('OAuth2 Token', tokenUrl(account)),
    copyRow('Grant Type', account.grantType),
    ...parameters(account),
    wordsRow('Auto-refresh token', autoRefreshWords(account)),
  ];
}

function parameters(account: ExportAccount): ExportRow[] {
  const hasScopes = account.scopes.length > 0;
  if (account.grantType === 'client_credentials') {
    if (!hasScopes) return [wordsRow('Token endpoint config', 'Leave it empty')];
    return [
      wordsRow('Token endpoint config', 'add one row'),
      copyRow('Token endpoint parameter', 'scope', true),
      copyRow('Token endpoint parameter value', scopeText(account), true),
    ];
  }
  return [
    wordsRow('Auth endpoint config', hasScopes ? 'add two rows' : 'add one row'),
    ...(hasScopes
      ? [
          copyRow('Authentication parameter', 'scope', true),
          copyRow('Authentication parameter value', scopeText(account), true),
        ]
      : []),
    copyRow('Authentication parameter', 'redirect_uri', true),
    copyRow('Authentication parameter value', snaplogicCallbackUrl(), true),
  ];
}

function autoRefreshWords({ grantType, scopes }: ExportAccount): string {
  if (grantType === 'client_credentials') return 'Leave it unticked: there is no refresh token to use';
  return scopes.includes('offline_access')
    ? 'Tick it: offline_access brings a refresh token'
    : 'Leave it unticked: without offline_access there is no refresh token';
}
