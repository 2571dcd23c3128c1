import { firstRead } from '@/lib/exports/cheap-reads';
import { type ExportAccount, scopeText, tokenUrl } from '@/lib/exports/export-account';
import { shellQuote } from '@/lib/exports/shell-quote';

/**
 * Client credentials: the token request. Authorization code: a first call with a token from here, since only a person can
 * bring a new one. The secret is read from a variable and handed over by standard input, so that it shows in no list of processes.
 */
export const curlCommand = (account: ExportAccount): string =>
  account.grantType === 'client_credentials' ? tokenRequest(account) : apiRequest(account);

function tokenRequest(account: ExportAccount): string {
  const fields = [
    'grant_type=client_credentials',
    `client_id=${account.clientId}`,
    ...(account.scopes.length > 0 ? [`scope=${scopeText(account)}`] : []),
  ];
  return [
    `: "\${COUPA_CLIENT_SECRET:?}" && printf %s "$COUPA_CLIENT_SECRET" | curl --silent --show-error --fail-with-body`,
    `${shellQuote(tokenUrl(account))}`,
    `--header 'Accept: application/json'`,
    ...fields.map((field) => `--data-urlencode ${shellQuote(field)}`),
    `--data-urlencode 'client_secret@-'`,
  ].join(' \\\n  ');
}

function apiRequest({ instanceUrl, scopes }: ExportAccount): string {
  const { path, query } = firstRead(scopes);
  return [
    `: "\${COUPA_ACCESS_TOKEN:?}" && printf 'Authorization: Bearer %s' "$COUPA_ACCESS_TOKEN" | curl --silent --show-error --fail-with-body`,
    `${shellQuote(`${instanceUrl}${path}?${query}`)}`,
    `--header 'Accept: application/json'`,
    `--header @-`,
  ].join(' \\\n  ');
}
