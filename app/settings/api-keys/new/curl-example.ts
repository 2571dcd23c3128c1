import type { ApiKeyScope } from '@/lib/door/api-key-scopes';

/** One request that the key may make, without the key in it. */
export function curlExample(
  appUrl: string,
  scopes: readonly ApiKeyScope[],
  accountId: string | null,
): string {
  const account = `/api/accounts/${accountId ?? 'ACCOUNT_ID'}`;
  const [method, path] = scopes.includes('token:read')
    ? ['', `${account}/token`]
    : scopes.includes('status:read')
      ? ['', accountId ? account : '/api/accounts']
      : ['-X POST ', `${account}/renew`];
  return `curl --oauth2-bearer "$WIZARD_KEY" ${method}${appUrl}${path}`;
}
