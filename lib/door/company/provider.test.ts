import { describe, expect, test } from 'vitest';
import { createFinder } from '@/lib/door/company/provider';
import { type Answer, html, json, redirect } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { failureOf } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { COMPANY_CLIENT, metadataOf } from '@/test/company-sign-in';

const server = scriptedServer();
const METADATA = 'GET /.well-known/openid-configuration';
const clock = new HandClock();
const finder = (issuer = server.origin) => createFinder({ issuer, ...COMPANY_CLIENT, name: 'Acme' }, clock);
const answerWith = (parts: Record<string, unknown> = {}) => json(200, metadataOf(server, parts));

test('the document is kept for ten minutes, and many who ask at once ask once', async () => {
  const find = finder();
  server.expect(METADATA, answerWith());
  await Promise.all([find(), find(), find()]);
  clock.moveMs(10 * 60_000 - 1);
  await find();
  expect(server.seen).toHaveLength(1);
  clock.moveMs(1);
  server.expect(METADATA, answerWith({ token_endpoint: `${server.origin}/moved` }));
  expect((await find()).endpoints.token).toBe(`${server.origin}/moved`);
});

test('a failure is not kept', async () => {
  const find = finder();
  server.expect(METADATA, html(503));
  expect(await failureOf(find())).toMatchObject({ code: 'endpoint_not_found' });
  server.expect(METADATA, answerWith());
  expect((await find()).endpoints.source).toBe('discovered');
});

test('an issuer with a path has its document below it', async () => {
  const issuer = `${server.origin}/tenant/v2.0`;
  server.expect('GET /tenant/v2.0/.well-known/openid-configuration', answerWith({ issuer }));
  expect((await finder(issuer)()).endpoints.issuer).toBe(issuer);
});

test('[ASVS-9.1.2] of the algorithms only those that a key of the provider alone could make are taken', async () => {
  server.expect(METADATA, answerWith());
  expect((await finder()()).endpoints.idTokenAlgorithms).toEqual(['RS256']);
});

test.each([
  [undefined, 'client_secret_basic'],
  [['client_secret_post'], 'client_secret_post'],
  [['client_secret_post', 'client_secret_basic'], 'client_secret_basic'],
])('client authentication for %j', async (methods, expected) => {
  server.expect(METADATA, answerWith({ token_endpoint_auth_methods_supported: methods }));
  expect((await finder()()).client.authMethod).toBe(expected);
});

describe('[RFC9700-7] [ASVS-10.5.3] the issuer of the document is exactly the configured one', () => {
  test.each([
    ['another', 'https://evil.example'],
    ['with a slash at the end', () => `${server.origin}/`],
    ['in capitals', () => server.origin.toUpperCase()],
  ])('%s', async (_, issuer) => {
    const found = typeof issuer === 'string' ? issuer : issuer();
    server.expect(METADATA, answerWith({ issuer: found }));
    expect(await failureOf(finder()())).toMatchObject({
      code: 'issuer_mismatch',
      facts: { expected: server.origin, found },
    });
  });
});

describe('a document that cannot be used', () => {
  test.each<[string, () => Answer, string]>([
    ['a page', () => html(200), 'answer_not_json'],
    ['no keys', () => answerWith({ jwks_uri: undefined }), 'answer_invalid'],
    [
      'only algorithms that prove nothing',
      () => answerWith({ id_token_signing_alg_values_supported: ['none', 'HS256'] }),
      'answer_invalid',
    ],
    ['[RFC9700-23] a redirect', () => redirect(302, 'http://169.254.169.254/'), 'endpoint_redirected'],
  ])('%s', async (_, answer, code) => {
    server.expect(METADATA, answer());
    expect(await failureOf(finder()())).toMatchObject({ code });
  });

  test.each([
    ['token_endpoint', 'http://evil.example/token'],
    ['token_endpoint', 'https://169.254.169.254/token'],
    ['token_endpoint', 'https://user:pw@idp.example/token'],
    ['jwks_uri', 'http://localhost:1/keys'],
    ['jwks_uri', 'file:///etc/passwd'],
    ['authorization_endpoint', 'javascript:alert(1)'],
    ['userinfo_endpoint', 'http://10.0.0.1/'],
  ])('[RFC9700-37] %s at %s', async (name, address) => {
    server.expect(METADATA, answerWith({ [name]: address }));
    expect(await failureOf(finder()())).toMatchObject({ code: 'instance_not_allowed' });
  });
});

test('[RFC9700-37] the way out leads to the issuer and the hosts that its document names, nowhere else', async () => {
  server.expect(METADATA, answerWith());
  const { outbound } = await finder()();
  const ask = (url: string) => outbound.send({ method: 'GET', url, headers: {}, sent: {} });
  for (const url of ['https://acme.coupahost.com/', 'http://localhost:1/', 'https://idp.example/'])
    expect(await failureOf(ask(url))).toMatchObject({ code: 'instance_not_allowed' });
});
