import { type CheapRead, cheapReads, firstRead } from '@/lib/exports/cheap-reads';
import { type ExportAccount, scopeText } from '@/lib/exports/export-account';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Postman collection format v2.1. Values come from the environment beside it, secrets are never in either. */
export function postmanCollection(account: ExportAccount): string {
  const isForSystem = account.grantType === 'client_credentials';
  const found = cheapReads(account.scopes);
  const reads = found.length > 0 ? found : [firstRead(account.scopes)];
  return json({
    info: { name: `Coupa: ${account.label}`, description: instructions(isForSystem), schema: SCHEMA },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{access_token}}', type: 'string' }] },
    item: [...(isForSystem ? [tokenRequest(account)] : []), ...reads.map(readRequest)],
  });
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const instructions = (isForSystem: boolean) =>
  isForSystem
    ? 'Fill in client_secret in the environment, send “Get a token”, wait 5 seconds, then send the reads.'
    : 'Fill in access_token in the environment with the token from the account’s page, then send the reads.';

function tokenRequest(account: ExportAccount) {
  const fields: [string, string][] = [
    ['grant_type', 'client_credentials'],
    ['client_id', '{{client_id}}'],
    ['client_secret', '{{client_secret}}'],
    ...(account.scopes.length > 0 ? [['scope', '{{scope}}'] satisfies [string, string]] : []),
  ];
  return {
    name: 'Get a token',
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: KEEP_TOKEN } }],
    request: {
      auth: { type: 'noauth' },
      method: 'POST',
      header: [{ key: 'Accept', value: 'application/json' }],
      body: {
        mode: 'urlencoded',
        urlencoded: fields.map(([key, value]) => ({ key, value, type: 'text' })),
      },
      url: urlOf('/oauth2/token'),
    },
    response: [],
  };
}

const KEEP_TOKEN = [
  "pm.test('Coupa answered with a token', () => pm.response.to.have.status(200));",
  "if (pm.response.code === 200) pm.environment.set('access_token', pm.response.json().access_token);",
];

const readRequest = ({ scope, path, query }: CheapRead) => ({
  name: `Read with ${scope}`,
  request: { method: 'GET', header: [{ key: 'Accept', value: 'application/json' }], url: urlOf(path, query) },
  response: [],
});

const urlOf = (path: string, query = '') => ({
  raw: `{{instance_url}}${path}${query && `?${query}`}`,
  host: ['{{instance_url}}'],
  path: path.split('/').filter(Boolean),
  ...(query && { query: [...new URLSearchParams(query)].map(([key, value]) => ({ key, value })) }),
});

/** A Postman environment; secret variables are of type secret and empty. */
export function postmanEnvironment(account: ExportAccount): string {
  const variable = (key: string, value: string, type: 'default' | 'secret' = 'default') => ({
    key,
    value,
    type,
    enabled: true,
  });
  return json({
    name: `Coupa: ${account.label}`,
    values: [
      variable('instance_url', account.instanceUrl),
      variable('client_id', account.clientId),
      variable('client_secret', '', 'secret'),
      variable('scope', scopeText(account)),
      variable('access_token', '', 'secret'),
    ],
    _postman_variable_scope: 'environment',
  });
}
