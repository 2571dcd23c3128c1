import { type ExportAccount, scopeText, tokenUrl } from '@/lib/exports/export-account';
import { copyRow, type ExportRow, secretRow, wordsRow } from '@/lib/exports/export-row';

const FILLED = 'SnapLogic fills this on Authorize';

/**
 * The Coupa OAuth2 Account, labels and order as in version 30 of SnapLogic's page.
 * Empty for authorization code, which that account does not take: see `snaplogicSupport`.
 */
export function snaplogicOauth2Rows(account: ExportAccount): ExportRow[] {
  if (account.grantType !== 'client_credentials') return [];
  return [
    copyRow('Label', account.label),
    copyRow('Host', account.instanceUrl),
    copyRow('Client Id', account.clientId),
    secretRow('Client Secret'),
    wordsRow('Access Token', FILLED),
    wordsRow('Access Token Expiration', FILLED),
    copyRow('Grant Type', 'client_credentials'),
    copyRow('OAuth2 Token', tokenUrl(account)),
    ...tokenEndpointConfig(account),
  ];
}

/** That `scope` belongs here is inferred: SnapLogic's page names the fields and shows no example. */
function tokenEndpointConfig(account: ExportAccount): ExportRow[] {
  if (account.scopes.length === 0) {
    return [
      wordsRow('Token Endpoint Config', 'Leave it empty: without scope Coupa gives all scopes of the client'),
    ];
  }
  return [
    wordsRow('Token Endpoint Config', 'add one row'),
    copyRow('Token Endpoint Parameter', 'scope', true),
    copyRow('Token Endpoint Parameter Value', scopeText(account), true),
  ];
}
