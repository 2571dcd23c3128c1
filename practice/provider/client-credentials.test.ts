import { expect, test } from 'vitest';
import { claimsOf, machine, startForTest } from '../test/start-for-test.ts';

test('a token in Coupa’s manner: lower-case bearer, 86399, no scope beside it, the scopes in its claim', async () => {
  const { makeClient, askToken } = await startForTest();
  const client = await makeClient({});
  const answer = await askToken(machine(client));
  const { access_token, ...rest } = await answer.json();
  expect([answer.status, rest]).toEqual([200, { token_type: 'bearer', expires_in: 86_399 }]);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  const claims = claimsOf(access_token);
  expect(claims).toMatchObject({ scope: 'core.common.read core.supplier.read', client_id: client.clientId });
  expect(Number(claims.exp) - Number(claims.iat)).toBe(86_400);
});

test('Basic, the body and the query string of a POST are accepted alike, at both names of the endpoint', async () => {
  const { origin, makeClient, askToken } = await startForTest();
  const client = await makeClient({});
  const basic = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
  const byBasic = await askToken({ grant_type: 'client_credentials' }, { Authorization: basic });
  const byQuery = await fetch(`${origin}/oauth2/access_tokens?${new URLSearchParams(machine(client))}`, {
    method: 'POST',
  });
  expect([byBasic.status, byQuery.status]).toEqual([200, 200]);
  const twoIds = await askToken({ ...machine(client), client_id: 'f'.repeat(32) }, { Authorization: basic });
  expect([twoIds.status, (await twoIds.json()).error]).toEqual([400, 'invalid_request']);
});

test('a part of the scopes may be asked for, with doubled blanks; one too many or a comma refuses them all', async () => {
  const { makeClient, askToken } = await startForTest();
  const client = await makeClient({});
  const ask = async (scope: string) => {
    const answer = await askToken({ ...machine(client), scope });
    const body = await answer.json();
    return body.access_token ? claimsOf(body.access_token).scope : [answer.status, body.error];
  };
  expect(await ask('core.supplier.read')).toBe('core.supplier.read');
  expect(await ask('core.supplier.read  core.common.read')).toBe('core.supplier.read core.common.read');
  expect(await ask('core.supplier.read core.invoice.read')).toEqual([400, 'invalid_scope']);
  expect(await ask('core.common.read,core.supplier.read')).toEqual([400, 'invalid_scope']);
});

test('a wrong, replaced or cut secret, an inactive and an unknown client are all invalid_client with 401', async () => {
  const { makeClient, askToken, send } = await startForTest();
  const client = await makeClient({});
  const ask = async (changes: object) => {
    const answer = await askToken({ ...machine(client), ...changes });
    return [answer.status, (await answer.json()).error];
  };
  const refused = [401, 'invalid_client'];
  expect(await ask({ client_secret: 'wrong' })).toEqual(refused);
  expect(await ask({ client_secret: client.clientSecret.slice(0, -1) })).toEqual(refused);
  expect(await ask({ client_id: '0'.repeat(32) })).toEqual(refused);
  await send('PATCH', `/practice/clients/${client.id}`, { active: false });
  expect(await ask({})).toEqual(refused);
  await send('PATCH', `/practice/clients/${client.id}`, { active: true });
  expect(await ask({})).toEqual([200, undefined]);
  await send('POST', `/practice/clients/${client.id}/regenerate`, {});
  expect(await ask({})).toEqual(refused);
});

test('the other mistakes have their own codes, and offline_access gives no refresh token here', async () => {
  const { makeClient, askToken, origin } = await startForTest();
  const client = await makeClient({ scopes: ['core.common.read', 'offline_access'] });
  const codeOf = async (params: Record<string, string>) => (await (await askToken(params)).json()).error;
  const { grant_type: _left, ...noGrant } = machine(client);
  expect(await codeOf(noGrant)).toBe('invalid_request');
  expect(await codeOf({ ...machine(client), grant_type: 'password' })).toBe('unsupported_grant_type');
  expect(await codeOf({ ...machine(client), grant_type: 'authorization_code', code: 'x' })).toBe(
    'unauthorized_client',
  );
  expect(await (await askToken(machine(client))).json()).not.toHaveProperty('refresh_token');
  const device = await fetch(`${origin}/oauth2/device_authorizations`, { method: 'POST' });
  expect([device.status, (await device.json()).error]).toEqual([501, 'not_modelled']);
});
