import { describe, expect, test } from 'vitest';
import { grant, refusal } from '@/test/authorization-server/answers';
import { exchangeAt, REDIRECT } from '@/test/authorization-server/exchange';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();

test('code, verifier, secret and redirect URI go to the token endpoint, and nothing is shown', async () => {
  server.expect(TOKEN, grant({ refresh_token: 'made-up-refresh-token' }));
  const got = await exchangeAt(server);
  expect(Object.fromEntries(server.last.form)).toEqual({
    grant_type: 'authorization_code',
    code: 'made-up-code',
    redirect_uri: REDIRECT,
    code_verifier: 'made-up-verifier'.padEnd(43, '0'),
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
  });
  expect(got).toMatchObject({ refreshToken: 'made-up-refresh-token', authMethod: 'client_secret_post' });
  expect(got.trace.sent).toMatchObject({ code: 'hidden', code_verifier: 'hidden', redirect_uri: REDIRECT });
});

test('a PKCE client without a secret proves itself by the verifier alone', async () => {
  server.expect(TOKEN, grant());
  const got = await exchangeAt(server, { clientProof: 'pkce', client: { clientId: CLIENT.clientId } });
  expect(got.authMethod).toBe('none');
  expect([...server.last.form.keys()].toSorted()).toEqual([
    ...['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri'],
  ]);
  expect(server.last.headers.authorization).toBeUndefined();
});

test('a PKCE client with a secret sends both', async () => {
  server.expect(TOKEN, grant());
  await exchangeAt(server, { clientProof: 'pkce' });
  expect(server.last.form.get('client_secret')).toBe(CLIENT.clientSecret);
  expect(server.last.form.has('code_verifier')).toBe(true);
});

test('a shared secret that is missing: nothing is sent', async () => {
  const failure = await failureOf(exchangeAt(server, { client: { clientId: CLIENT.clientId } }));
  expect(failure.code).toBe('step_not_ready');
});

test('the secret is tried in the header once; a PKCE client without one is not', async () => {
  server.expect(TOKEN, refusal(401, 'invalid_client'));
  server.expect(TOKEN, grant());
  expect((await exchangeAt(server, { client: CLIENT })).authMethod).toBe('client_secret_basic');
  server.expect(TOKEN, refusal(401, 'invalid_client'));
  const open = { clientProof: 'pkce', client: { clientId: CLIENT.clientId } } as const;
  expect(await failureOf(exchangeAt(server, open))).toMatchObject({ code: 'invalid_client' });
});

test('[RFC9700-4] code injection: what the server refuses is named, and its words show no code', async () => {
  server.expect(TOKEN, refusal(400, 'invalid_grant', 'code made-up-code does not fit the verifier'));
  expect(await failureOf(exchangeAt(server))).toMatchObject({
    code: 'invalid_grant',
    facts: { description: 'code hidden does not fit the verifier' },
  });
});

describe('[RFC9700-1] state: no token request leaves', () => {
  test.each([
    ['another state', 'code=made-up-code&state=other', 'state_unknown'],
    ['no state', 'code=made-up-code', 'state_unknown'],
    ['state twice', 'code=a&state=made-up-state&state=made-up-state', 'callback_malformed'],
    ['iss twice', 'code=a&state=made-up-state&iss=x&iss=x', 'callback_malformed'],
    ['an error instead of a code', 'error=access_denied&state=made-up-state', 'callback_malformed'],
  ])('%s', async (_, query, code) => {
    expect(await failureOf(exchangeAt(server, { query }))).toMatchObject({ code });
    expect(server.seen).toEqual([]);
  });
});

describe('[RFC9700-5] [ASVS-10.2.2] issuer on the way back (RFC 9207): no token request leaves', () => {
  const back = (iss: string) => `code=made-up-code&state=made-up-state&iss=${encodeURIComponent(iss)}`;

  test('the instance itself is right', async () => {
    server.expect(TOKEN, grant());
    const got = await exchangeAt(server, { query: back(server.origin), endpoints: { sendsIssuer: true } });
    expect(got.accessToken).toBe('made-up-access-token');
  });

  test.each([
    ['another issuer', () => 'https://evil.example'],
    ['a trailing slash', () => `${server.origin}/`],
    ['upper case', () => server.origin.toUpperCase()],
    ['percent-encoding', () => server.origin.replace('l', '%6C')],
    ['nothing in it', () => ''],
  ])('refused: %s', async (_, iss) => {
    const failure = await failureOf(exchangeAt(server, { query: back(iss()) }));
    expect(failure).toMatchObject({
      code: 'issuer_mismatch',
      facts: { expected: server.origin, found: iss() },
    });
  });

  test('promised and absent', async () => {
    const failure = await failureOf(exchangeAt(server, { endpoints: { sendsIssuer: true } }));
    expect(failure).toMatchObject({ code: 'issuer_mismatch', facts: { found: 'none' } });
  });
});
