import { describe, expect, test } from 'vitest';
import { grant, hangUp, refusal } from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();
const SCOPES = ['core.common.read', 'core.invoice.read'];
const isBasic = (index: number) => server.seen[index]?.headers.authorization?.startsWith('Basic ') ?? false;

test('client-secret in the body, scopes with blanks between', async () => {
  server.expect(TOKEN, grant());
  const got = await askFor(server, { client: CLIENT, scopes: SCOPES });
  expect(got.authMethod).toBe('client_secret_post');
  expect(Object.fromEntries(server.last.form)).toEqual({
    grant_type: 'client_credentials',
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    scope: 'core.common.read core.invoice.read',
  });
  expect(server.last.headers).toMatchObject({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  });
  expect(server.last.query.size, 'nothing secret in the address').toBe(0);
  expect(got.trace.sent).toEqual({
    grant_type: 'client_credentials',
    scope: 'core.common.read core.invoice.read',
    client_id: `ending ${CLIENT.clientId.slice(-4)}`,
    client_secret: 'hidden',
  });
});

test.each([null, []])('scopes %j: no scope is sent', async (scopes) => {
  server.expect(TOKEN, grant());
  await askFor(server, { scopes });
  expect(server.last.form.has('scope')).toBe(false);
});

describe('Coupa refuses the scopes as a whole', () => {
  test('asked once more without scope; the refusal is kept', async () => {
    server.expect(TOKEN, refusal(400, 'invalid_scope', 'The requested scope is invalid.'));
    server.expect(TOKEN, grant());
    const got = await askFor(server, { scopes: SCOPES });
    expect(server.seen.map(({ form }) => form.has('scope'))).toEqual([true, false]);
    expect(got.earlier).toMatchObject([{ status: 400, error: 'invalid_scope' }]);
    expect(got.trace.status).toBe(200);
  });

  test('refused without scope as well: the first refusal stands', async () => {
    server.expect(TOKEN, refusal(400, 'invalid_scope'));
    server.expect(TOKEN, refusal(400, 'unauthorized_client'));
    expect(await failureOf(askFor(server, { scopes: SCOPES }))).toMatchObject({ code: 'invalid_scope' });
  });

  test('without scopes there is nothing to leave out: one request', async () => {
    server.expect(TOKEN, refusal(400, 'invalid_scope'));
    expect(await failureOf(askFor(server))).toMatchObject({ code: 'invalid_scope' });
  });
});

describe('the other way to send the secret', () => {
  test('tried once when the body is not accepted, and told', async () => {
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    server.expect(TOKEN, grant());
    const got = await askFor(server, { client: CLIENT, scopes: SCOPES });
    expect([isBasic(0), isBasic(1)]).toEqual([false, true]);
    expect(server.last.form.has('client_secret')).toBe(false);
    expect(got).toMatchObject({ authMethod: 'client_secret_basic', earlier: [{ error: 'invalid_client' }] });
    expect(got.trace.sent.Authorization).toBe('Basic, Client ID and Client secret hidden');
  });

  test.each([
    [401, 'invalid_client'],
    [400, 'invalid_request'],
  ])('refused again with %i %s: the first refusal stands, two requests', async (status, error) => {
    server.expect(TOKEN, refusal(401, 'invalid_client', 'by the body'));
    server.expect(TOKEN, refusal(status, error, 'by the header'));
    expect(await failureOf(askFor(server, { client: CLIENT }))).toMatchObject({
      code: 'invalid_client',
      facts: { description: 'by the body', secretLength: CLIENT.clientSecret?.length },
    });
  });

  test('a second way that got no answer leaves the question open', async () => {
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    server.expect(TOKEN, hangUp);
    expect(await failureOf(askFor(server, { client: CLIENT }))).toMatchObject({
      code: 'instance_unreachable',
    });
  });

  test.each(['client_secret_post', 'client_secret_basic'] as const)(
    'a way that has worked before (%s) is the only one tried: the secret is wrong, or the client inactive',
    async (authMethod) => {
      server.expect(TOKEN, refusal(401, 'invalid_client'));
      const failure = await failureOf(askFor(server, { client: { ...CLIENT, authMethod } }));
      expect(failure).toMatchObject({ code: 'invalid_client', retryable: false });
      expect(isBasic(0)).toBe(authMethod === 'client_secret_basic');
    },
  );

  test('both at once: at most three requests, both refusals kept in order', async () => {
    server.expect(TOKEN, refusal(401, 'invalid_client'));
    server.expect(TOKEN, refusal(400, 'invalid_scope'));
    server.expect(TOKEN, grant());
    const got = await askFor(server, { client: CLIENT, scopes: SCOPES });
    expect(got.earlier.map(({ error }) => error)).toEqual(['invalid_client', 'invalid_scope']);
  });
});

describe('[RFC9700-36] what a secret may hold', () => {
  const odd = 'made:up%+é secret&=';
  test('in the body', async () => {
    server.expect(TOKEN, grant());
    await askFor(server, { client: { clientId: 'id:1', clientSecret: odd } });
    expect(server.last.form.get('client_secret')).toBe(odd);
  });

  test('in the header it is form-urlencoded first (RFC 6749 §2.3.1)', async () => {
    server.expect(TOKEN, grant());
    await askFor(server, {
      client: { clientId: 'id:1', clientSecret: odd, authMethod: 'client_secret_basic' },
    });
    const [, encoded = ''] = server.last.headers.authorization?.split(' ') ?? [];
    const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
    const decode = (text: string) => new URLSearchParams(`x=${text}`).get('x');
    expect([decode(id), decode(secret)]).toEqual(['id:1', odd]);
  });
});
