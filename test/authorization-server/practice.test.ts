import { expect, test } from 'vitest';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import { readApi } from '@/lib/oauth/api-read';
import { startAuthorization } from '@/lib/oauth/authorization-url';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { discoverEndpoints } from '@/lib/oauth/discovery';
import { exchangeCode } from '@/lib/oauth/exchange-code';
import { decodeJwt, scopesOf } from '@/lib/oauth/jwt';
import { createOutbound } from '@/lib/oauth/outbound';
import { refreshToken } from '@/lib/oauth/refresh';
import { systemClock } from '@/lib/oauth/system-clock';
import type { ClientAuthMethod } from '@/lib/oauth/types';
import { CALLBACK, decide } from '@/practice/test/authorize';
import { locationOf } from '@/practice/test/browser';
import { startForTest } from '@/practice/test/start-for-test';
import { failureOf } from '@/test/authorization-server/instance';

/** The protocol against a server that is not of our making: oidc-provider behind Coupa's paths. */
async function practice(fields: object = {}) {
  const running = await startForTest();
  const { origin } = running;
  const made = await running.makeClient({ grantType: 'client_credentials', ...fields });
  const outbound = createOutbound({
    isAllowed: (asked) => asked === origin,
    loopbackHosts: [new URL(origin).host],
    clock: systemClock,
  });
  const client = { clientId: made.clientId, clientSecret: made.clientSecret };
  const parts = { endpoints: deriveEndpoints(origin), client, outbound, clock: systemClock };
  return { running, origin, parts };
}

test.each<ClientAuthMethod>(['client_secret_post', 'client_secret_basic'])(
  '[RFC9700-36] client credentials by %s, and a read with the token',
  async (authMethod) => {
    const { origin, parts } = await practice();
    const client = { ...parts.client, authMethod };
    const got = await requestClientCredentials({ ...parts, client, scopes: ['core.common.read'] });
    expect(got).toMatchObject({ authMethod, expiresInSeconds: 86_399, earlier: [], refreshToken: null });
    expect(scopesOf(decodeJwt(got.accessToken)?.claims ?? {})).toEqual(['core.common.read']);
    const read = await readApi({
      ...parts,
      origin,
      path: '/api/departments?limit=1',
      accessToken: got.accessToken,
      signal: new AbortController().signal,
    });
    expect(read).toMatchObject({ status: 200, rows: 1 });
  },
);

test('a scope that the client lacks: all scopes of the client instead, and the refusal kept', async () => {
  const { parts } = await practice();
  const got = await requestClientCredentials({ ...parts, scopes: ['core.common.read', 'core.invoice.read'] });
  expect(got.earlier).toMatchObject([{ status: 400, error: 'invalid_scope' }]);
  expect(scopesOf(decodeJwt(got.accessToken)?.claims ?? {})).toEqual([
    'core.common.read',
    'core.supplier.read',
  ]);
});

test('a wrong secret', async () => {
  const { parts } = await practice();
  const client = { ...parts.client, clientSecret: 'made-up'.padEnd(64, '0') };
  expect(await failureOf(requestClientCredentials({ ...parts, client, scopes: null }))).toMatchObject({
    code: 'invalid_client',
    facts: { status: 401 },
  });
});

test.each(['shared_secret', 'pkce'] as const)(
  '[RFC9700-4] [RFC9700-3] authorization code with %s: there, back, and refreshed; the code works once, and with its own verifier only',
  async (clientProof) => {
    const scopes = ['core.common.read', 'offline_access', 'openid'];
    const { running, origin, parts } = await practice({
      grantType: 'authorization_code',
      clientProof,
      redirectUris: [CALLBACK],
      scopes,
    });
    const { endpoints, outcome } = await discoverEndpoints(origin, parts.endpoints, parts.outbound);
    expect(outcome, 'as at Coupa').toBe('absent');
    const { clientId } = parts.client;
    const started = startAuthorization({ endpoints, clientId, scopes, redirectUri: CALLBACK });
    const browser = running.browser();
    await browser.signIn();
    const callbackUrl = new URL(locationOf(await decide(browser, started.url, 'allow')));

    const client = clientProof === 'pkce' ? { clientId } : parts.client;
    const { state: expectedState, codeVerifier, nonce } = started;
    const coming = { ...parts, client, clientProof, callbackUrl, expectedState, codeVerifier, nonce };
    const got = await exchangeCode({ ...coming, endpoints, redirectUri: CALLBACK });
    expect(got).toMatchObject({ expiresInSeconds: 86_399, idToken: { verified: false, claims: { nonce } } });

    const another = new URL(locationOf(await decide(browser, started.url, 'allow')));
    const injected = { ...coming, callbackUrl: another, codeVerifier: 'v'.repeat(43) };
    const failure = await failureOf(exchangeCode({ ...injected, endpoints, redirectUri: CALLBACK }));
    expect(failure, 'a code of another journey').toMatchObject({ code: 'invalid_grant' });

    const inUse = got.refreshToken ?? '';
    const refreshed = await refreshToken({
      ...parts,
      client,
      refreshToken: inUse,
      previousIdToken: got.idToken,
    });
    expect(refreshed.accessToken).not.toBe(got.accessToken);
    const again = exchangeCode({ ...coming, endpoints, redirectUri: CALLBACK });
    expect(await failureOf(again)).toMatchObject({ code: 'invalid_grant' });
  },
);
