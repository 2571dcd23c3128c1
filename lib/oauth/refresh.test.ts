import { describe, expect, test } from 'vitest';
import type { IdToken } from '@/lib/oauth/id-token';
import { refreshToken } from '@/lib/oauth/refresh';
import type { Client } from '@/lib/oauth/types';
import { grant, refusal } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, endpointsOf, failureOf, outboundTo, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { forge } from '@/test/authorization-server/signing';

const server = scriptedServer();
const IN_USE = 'made-up-refresh-token';

function refresh(client: Client = CLIENT, previousIdToken: IdToken | null = null) {
  const clock = new HandClock();
  const outbound = outboundTo(server, clock);
  return refreshToken({
    endpoints: endpointsOf(server),
    client,
    refreshToken: IN_USE,
    previousIdToken,
    outbound,
    clock,
  });
}

const idTokenOf = (claims: Record<string, unknown>) => forge({ alg: 'RS256' }, claims, 'made-up');
const LOGIN: IdToken = {
  raw: idTokenOf({ iss: 'https://acme.coupahost.com', sub: 'person-1' }),
  verified: true,
  claims: { iss: 'https://acme.coupahost.com', sub: 'person-1' },
};

test('sends the refresh token and the secret, shows neither', async () => {
  server.expect(TOKEN, grant());
  const got = await refresh();
  expect(Object.fromEntries(server.last.form)).toEqual({
    grant_type: 'refresh_token',
    refresh_token: IN_USE,
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
  });
  expect(got.trace.sent).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'hidden' });
});

describe('[RFC9700-33] what an answer leaves out, replaces or swaps', () => {
  test('none returned, the one in use stays', async () => {
    server.expect(TOKEN, grant());
    expect((await refresh()).refreshToken).toBe(IN_USE);
  });

  test('a new one takes its place', async () => {
    server.expect(TOKEN, grant({ refresh_token: 'made-up-second' }));
    expect((await refresh()).refreshToken).toBe('made-up-second');
  });

  test.each([
    ['another sub', { iss: 'https://acme.coupahost.com', sub: 'person-2' }, 'sub'],
    ['another issuer', { iss: 'https://evil.example', sub: 'person-1' }, 'iss'],
    ['no sub', { iss: 'https://acme.coupahost.com' }, 'sub'],
  ])('%s: refused', async (_, claims, reason) => {
    server.expect(TOKEN, grant({ id_token: idTokenOf(claims) }));
    expect(await failureOf(refresh(CLIENT, LOGIN))).toMatchObject({
      code: 'id_token_invalid',
      facts: { reason },
    });
  });

  test('the same person: accepted; no ID token: that of the login stays', async () => {
    const raw = idTokenOf({ iss: 'https://acme.coupahost.com', sub: 'person-1', iat: 1 });
    server.expect(TOKEN, grant({ id_token: raw }));
    expect((await refresh(CLIENT, LOGIN)).idToken).toMatchObject({ raw, verified: false });
    server.expect(TOKEN, grant());
    expect((await refresh(CLIENT, LOGIN)).idToken).toEqual(LOGIN);
  });
});

test('[RFC9700-34] scopes that the answer widens are passed on for the report to say', async () => {
  server.expect(TOKEN, grant({ scope: 'core.user.read core.user.write' }));
  expect((await refresh()).responseScopes).toEqual(['core.user.read', 'core.user.write']);
});

test.each([
  [401, 'invalid_client'],
  [400, 'invalid_grant'],
  [400, 'invalid_scope'],
])('%i %s: one request and no second way, the refresh token may be spent', async (status, error) => {
  server.expect(TOKEN, refusal(status, error));
  expect(await failureOf(refresh())).toMatchObject({ code: error });
  expect(server.seen).toHaveLength(1);
});

test.each([
  ['client_secret_basic', { ...CLIENT, authMethod: 'client_secret_basic' }],
  ['none', { clientId: CLIENT.clientId }],
] as const)('the way that worked is used: %s', async (method, client) => {
  server.expect(TOKEN, grant());
  expect((await refresh(client)).authMethod).toBe(method);
  expect(server.last.form.has('client_secret')).toBe(false);
});
