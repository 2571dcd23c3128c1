import { describe, expect, test } from 'vitest';
import { discoverEndpoints } from '@/lib/oauth/discovery';
import { type Answer, hangUp, html, json, redirect, silence } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { endpointsOf, failureOf, outboundTo } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

const server = scriptedServer();
const DOCUMENT = 'GET /.well-known/openid-configuration';

const documentWith = (parts: Record<string, unknown> = {}) => ({
  issuer: server.origin,
  authorization_endpoint: `${server.origin}/oauth2/authorize`,
  token_endpoint: `${server.origin}/oauth2/token`,
  jwks_uri: `${server.origin}/jwks`,
  ...parts,
});

function discover(answer: Answer, clock = new HandClock()) {
  server.expect(DOCUMENT, answer);
  return discoverEndpoints(server.origin, endpointsOf(server), outboundTo(server, clock));
}

test('a document of the instance itself is used', async () => {
  const more = {
    id_token_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
  };
  expect(await discover(json(200, documentWith(more)))).toEqual({
    outcome: 'used',
    endpoints: {
      issuer: server.origin,
      authorization: `${server.origin}/oauth2/authorize`,
      token: `${server.origin}/oauth2/token`,
      jwksUri: `${server.origin}/jwks`,
      idTokenAlgorithms: ['ES256'],
      sendsIssuer: true,
      source: 'discovered',
    },
  });
});

describe('[RFC9700-7] [ASVS-10.5.3] everything else leaves the derived endpoints, silently', () => {
  test.each<[string, () => Answer, string]>([
    ['none, as at Coupa', () => html(404), 'absent'],
    ['a redirect', () => redirect(302, 'https://login.example/'), 'unusable'],
    ['a page', () => html(200), 'unusable'],
    ['an empty object', () => json(200, {}), 'unusable'],
    ['no token endpoint', () => json(200, documentWith({ token_endpoint: undefined })), 'unusable'],
    ['an odd address', () => json(200, documentWith({ jwks_uri: 'javascript:x' })), 'unusable'],
    ['a broken connection', () => hangUp, 'unreachable'],
    ['another issuer', () => json(200, documentWith({ issuer: 'https://evil.example' })), 'other-issuer'],
    ['issuer with a slash', () => json(200, documentWith({ issuer: `${server.origin}/` })), 'other-issuer'],
    [
      'a token endpoint elsewhere',
      () => json(200, documentWith({ token_endpoint: 'https://evil.example/token' })),
      'endpoints-elsewhere',
    ],
    [
      'keys elsewhere',
      () => json(200, documentWith({ jwks_uri: 'https://evil.example/jwks' })),
      'endpoints-elsewhere',
    ],
    [
      'an authorization endpoint on another port',
      () => json(200, documentWith({ authorization_endpoint: 'http://localhost:1/x' })),
      'endpoints-elsewhere',
    ],
  ])('%s', async (_, answer, outcome) => {
    const found = await discover(answer());
    expect(found).toMatchObject({ outcome, endpoints: endpointsOf(server) });
    expect(found.endpoints).not.toHaveProperty('jwksUri');
  });

  test.each([
    ['https://evil.example', 'https://evil.example'],
    [`https://evil.example/\u202E${'x'.repeat(500)}`, `https://evil.example/${'x'.repeat(179)}`],
    ['', 'none'],
  ])('the other issuer %j is named, cleaned and cut', async (issuer, otherIssuer) => {
    const { endpoints } = await discover(json(200, documentWith({ issuer })));
    expect(endpoints).toEqual({ ...endpointsOf(server), otherIssuer });
  });
});

test.each([
  ['at the instance', () => `${server.origin}/userinfo`, true],
  ['of another service', () => 'https://graph.evil.example/userinfo', false],
  ['that is no address', () => 'javascript:x', false],
])('[RFC9700-35] userinfo %s is taken only there', async (_, address, isTaken) => {
  const userinfo = address();
  const { endpoints } = await discover(json(200, documentWith({ userinfo_endpoint: userinfo })));
  expect(endpoints.userinfo).toBe(isTaken ? userinfo : undefined);
});

test('silence costs two seconds, not ten', async () => {
  const clock = new HandClock();
  const asking = discover(silence, clock);
  await server.nextArrival();
  clock.moveMs(2000);
  expect(await asking).toMatchObject({ outcome: 'unreachable' });
});

test('what was found is kept for ten minutes, a failure of the network for one', async () => {
  const clock = new HandClock();
  const outbound = outboundTo(server, clock);
  const ask = () => discoverEndpoints(server.origin, endpointsOf(server), outbound);
  server.expect(DOCUMENT, hangUp);
  server.expect(DOCUMENT, html(404));
  server.expect(DOCUMENT, json(200, documentWith()));
  const outcomes: string[] = [];
  for (const seconds of [0, 59, 1, 599, 1, 1]) {
    clock.moveMs(seconds * 1000);
    outcomes.push((await ask()).outcome);
  }
  expect(outcomes).toEqual(['unreachable', 'unreachable', 'absent', 'absent', 'used', 'used']);
});

test('an origin that may not be called is an error, as everywhere', async () => {
  const outbound = outboundTo(server);
  const elsewhere = discoverEndpoints('https://evil.example', endpointsOf(server), outbound);
  expect(await failureOf(elsewhere)).toMatchObject({ code: 'instance_not_allowed' });
});
