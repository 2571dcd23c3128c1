import { type CheapRead, cheapReads, firstRead } from '@/lib/exports/cheap-reads';
import { PIPELINE_MIN_TTL_SECONDS } from '@/lib/exports/curl-from-here';
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
    item: [...(isForSystem ? [tokenRequest(account)] : []), tokenFromHere, ...reads.map(readRequest)],
  });
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const FROM_HERE =
  'fill in wizard_key in the environment, an API key with “Read the token in use”, and send “Fetch the token in use”, then the reads.';

const instructions = (isForSystem: boolean) =>
  isForSystem
    ? `Fill in client_secret in the environment, send “Get a token”, wait 5 seconds, then send the reads. Or, without the Client secret: ${FROM_HERE}`
    : `Only a person can bring a new token. To use the one that is kept fresh here: ${FROM_HERE}`;

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
  "pm.test('The answer is a token', () => pm.response.to.have.status(200));",
  "if (pm.response.code === 200) pm.environment.set('access_token', pm.response.json().access_token);",
];

/** From the wizard, by API key: the token that is in use anyway, renewed where it ends within the hour. */
const tokenFromHere = {
  name: 'Fetch the token in use',
  event: [{ listen: 'test', script: { type: 'text/javascript', exec: KEEP_TOKEN } }],
  request: {
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{wizard_key}}', type: 'string' }] },
    method: 'GET',
    header: [{ key: 'Accept', value: 'application/json' }],
    url: {
      raw: `{{token_address}}?min_ttl=${PIPELINE_MIN_TTL_SECONDS}`,
      host: ['{{token_address}}'],
      path: [],
      query: [{ key: 'min_ttl', value: String(PIPELINE_MIN_TTL_SECONDS) }],
    },
  },
  response: [],
};

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
      variable('token_address', account.tokenAddress),
      variable('wizard_key', '', 'secret'),
      variable('access_token', '', 'secret'),
    ],
    _postman_variable_scope: 'environment',
  });
}
