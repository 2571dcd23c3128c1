import { expect, it } from 'vitest';
import { z } from 'zod';
import { postmanCollection, postmanEnvironment } from '@/lib/exports/postman-collection';
import { personAccount, systemAccount } from '@/lib/exports/testing/sample-account';

/** What Postman's schema of collections v2.1 asks for, as far as these files use it. Unknown members are refused. */
const keyed = z.strictObject({ key: z.string(), value: z.string(), type: z.string().optional() });
const url = z.strictObject({
  raw: z.string(),
  host: z.array(z.string()),
  path: z.array(z.string()),
  query: z.array(keyed).optional(),
});
const collectionSchema = z.strictObject({
  info: z.strictObject({
    name: z.string(),
    description: z.string(),
    schema: z.literal('https://schema.getpostman.com/json/collection/v2.1.0/collection.json'),
  }),
  auth: z.strictObject({ type: z.literal('bearer'), bearer: z.array(keyed) }),
  item: z
    .array(
      z.strictObject({
        name: z.string(),
        event: z
          .array(
            z.strictObject({
              listen: z.enum(['test', 'prerequest']),
              script: z.strictObject({ type: z.literal('text/javascript'), exec: z.array(z.string()) }),
            }),
          )
          .optional(),
        request: z.strictObject({
          auth: z
            .union([
              z.strictObject({ type: z.literal('noauth') }),
              z.strictObject({ type: z.literal('bearer'), bearer: z.array(keyed) }),
            ])
            .optional(),
          method: z.enum(['GET', 'POST']),
          header: z.array(keyed),
          body: z.strictObject({ mode: z.literal('urlencoded'), urlencoded: z.array(keyed) }).optional(),
          url,
        }),
        response: z.array(z.never()),
      }),
    )
    .min(1),
});
const environmentSchema = z.strictObject({
  name: z.string(),
  values: z.array(
    z.strictObject({
      key: z.string(),
      value: z.string(),
      type: z.enum(['default', 'secret']),
      enabled: z.literal(true),
    }),
  ),
  _postman_variable_scope: z.literal('environment'),
});

const collectionOf = (account: typeof systemAccount) =>
  collectionSchema.parse(JSON.parse(postmanCollection(account)));

it('gets a token, keeps it and reads with each scope that has a cheap read', () => {
  const { item, auth } = collectionOf(systemAccount);
  expect(item.map(({ name, request }) => `${name}: ${request.method} ${request.url.raw}`)).toEqual([
    'Get a token: POST {{instance_url}}/oauth2/token',
    'Fetch the token in use: GET {{token_address}}?min_ttl=3600',
    'Read with core.common.read: GET {{instance_url}}/api/departments?limit=1&return_object=limited',
    'Read with core.invoice.read: GET {{instance_url}}/api/invoices?limit=1&return_object=limited',
  ]);
  expect(item[0]?.request.body?.urlencoded.map(({ key, value }) => `${key}=${value}`)).toEqual([
    'grant_type=client_credentials',
    'client_id={{client_id}}',
    'client_secret={{client_secret}}',
    'scope={{scope}}',
  ]);
  expect(item[0]?.event?.[0]?.script.exec.join('\n')).toContain("pm.environment.set('access_token'");
  expect(item[1]?.request.auth).toMatchObject({ bearer: [{ value: '{{wizard_key}}' }] });
  expect(item[2]?.request.url.query).toEqual([
    { key: 'limit', value: '1' },
    { key: 'return_object', value: 'limited' },
  ]);
  expect(auth.bearer[0]?.value).toBe('{{access_token}}');
});

it('sends no scope when none is known, and asks for no token that only a person can bring', () => {
  const [token] = collectionOf({ ...systemAccount, scopes: [] }).item;
  expect(token?.request.body?.urlencoded.map(({ key }) => key)).not.toContain('scope');
  expect(collectionOf(personAccount).item.map(({ name }) => name)).toEqual([
    'Fetch the token in use',
    'Read with core.invoice.read',
  ]);
});

it('the environment has every variable of the collection, secrets empty and of type secret', () => {
  const { values } = environmentSchema.parse(JSON.parse(postmanEnvironment(systemAccount)));
  const used = new Set(
    [...postmanCollection(systemAccount).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name),
  );
  expect(new Set(values.map(({ key }) => key))).toEqual(used);
  expect(values.filter(({ type }) => type === 'secret')).toEqual([
    { key: 'client_secret', value: '', type: 'secret', enabled: true },
    { key: 'wizard_key', value: '', type: 'secret', enabled: true },
    { key: 'access_token', value: '', type: 'secret', enabled: true },
  ]);
  expect(values.find(({ key }) => key === 'scope')?.value).toBe(systemAccount.scopes.join(' '));
});
