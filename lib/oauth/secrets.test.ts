import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { refreshToken } from '@/lib/oauth/refresh';
import type { Client } from '@/lib/oauth/types';
import {
  type Answer,
  breakOff,
  hangUp,
  html,
  json,
  raw,
  redirect,
} from '@/test/authorization-server/answers';
import { askFor } from '@/test/authorization-server/ask';
import { exchangeAt, REDIRECT } from '@/test/authorization-server/exchange';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { endpointsOf, failureOf, outboundTo, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';

/** Row 39: made-up values that must appear in nothing that was thrown, however deep one looks. */
const CANARIES = {
  secret: 'canary-secret +/%:é',
  code: 'canary-code-0123456789',
  verifier: 'canary-verifier'.padEnd(43, 'v'),
  refresh: 'canary-refresh-0123456789',
  access: 'canary-access-0123456789',
};
const CLIENT: Client = {
  clientId: 'made-up-id',
  clientSecret: CANARIES.secret,
  authMethod: 'client_secret_basic',
};
const server = scriptedServer();
const clock = new HandClock();

function expectNoCanary(thrown: unknown) {
  const shown = inspect(thrown, { depth: 30, showHidden: true, maxStringLength: null, maxArrayLength: null });
  const basic = Buffer.from(`made-up-id:${encodeURIComponent(CANARIES.secret)}`).toString('base64');
  for (const canary of [
    ...Object.values(CANARIES),
    encodeURIComponent(CANARIES.secret),
    basic.slice(0, 30),
  ]) {
    expect(shown).not.toContain(canary);
  }
}

/** Each kind of request, with what it sends: that is what its server could echo. */
const REQUESTS = [
  {
    sends: [CANARIES.secret, CANARIES.code, CANARIES.verifier],
    ask: () => {
      const callbackUrl = new URL(`${REDIRECT}?code=${CANARIES.code}&state=made-up-state`);
      return exchangeAt(server, { client: CLIENT, callbackUrl, codeVerifier: CANARIES.verifier });
    },
  },
  {
    sends: [CANARIES.secret, CANARIES.refresh],
    ask: () => {
      const parts = { endpoints: endpointsOf(server), outbound: outboundTo(server, clock), clock };
      return refreshToken({ ...parts, client: CLIENT, refreshToken: CANARIES.refresh });
    },
  },
  { sends: [CANARIES.secret], ask: () => askFor(server, { client: CLIENT }) },
];

const tokens = { access_token: CANARIES.access, refresh_token: CANARIES.refresh, token_type: 'bearer' };

test.each<[string, (echo: string) => Answer]>([
  ['an echo in a refusal', (echo) => json(400, { error: 'invalid_request', error_description: echo })],
  ['an echo in the code', (echo) => json(400, { error: echo })],
  [
    'an echo in a challenge',
    (echo) => raw(401, '', { 'WWW-Authenticate': `Bearer error="${encodeURIComponent(echo)}"` }),
  ],
  ['an echo in a page', (echo) => html(200, `<!doctype html>${echo}`)],
  ['an echo in a redirect', (echo) => redirect(302, `/next?${encodeURIComponent(echo)}`)],
  ['tokens of another type', () => json(200, { ...tokens, token_type: 'mac' })],
  ['tokens beside a broken member', () => json(200, { ...tokens, id_token: 7 })],
  ['tokens without a usable lifetime', () => json(200, { ...tokens, expires_in: -1 })],
  ['tokens, cut', () => breakOff(JSON.stringify(tokens).slice(0, -5))],
  ['tokens, but no HTTP', () => (response) => response.socket?.end(`SSH ${JSON.stringify(tokens)}`)],
  ['nothing', () => hangUp],
])('[RFC9700-39] %s: nothing secret in what is thrown', async (_, answer) => {
  for (const { sends, ask } of REQUESTS) {
    server.expect(TOKEN, answer(sends.join(' ')));
    expectNoCanary(await failureOf(ask()));
  }
});

test('what the library refuses takes no token along: its own error carries the whole answer', async () => {
  server.expect(TOKEN, json(200, { ...tokens, expires_in: 60 }));
  const endpoints = { jwksUri: `${server.origin}/jwks` };
  const failure = await failureOf(exchangeAt(server, { endpoints, nonce: 'made-up-nonce' }));
  expect(failure.code).toBe('id_token_invalid');
  expectNoCanary(failure);
});
