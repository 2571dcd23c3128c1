import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import { startAuthorization } from '@/lib/oauth/authorization-url';

const REDIRECT = 'https://wizard.example/api/oauth/callback/account-1';
const start = (scopes: string[] | null = ['core.user.read', 'offline_access']) =>
  startAuthorization({
    endpoints: deriveEndpoints('https://acme.coupahost.com'),
    clientId: 'made-up-id',
    scopes,
    redirectUri: REDIRECT,
  });
const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

test('[RFC9700-18] [RFC9700-20] the code flow, to the instance, with the redirect URI as configured', () => {
  const { url, state, codeVerifier } = start();
  expect(url.startsWith('https://acme.coupahost.com/oauth2/authorizations/new?')).toBe(true);
  expect(parametersOf(url)).toEqual({
    response_type: 'code',
    client_id: 'made-up-id',
    redirect_uri: REDIRECT,
    scope: 'core.user.read offline_access',
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect(url).toContain('core.user.read%20offline_access');
});

test('[RFC9700-2] [RFC9700-1] [ASVS-10.2.1] PKCE: of 1,000 starts no state, verifier or challenge twice, none in the address that should not be', () => {
  const starts = Array.from({ length: 1000 }, () => start());
  for (const part of ['state', 'codeVerifier', 'url'] as const) {
    expect(new Set(starts.map((started) => started[part])).size).toBe(1000);
  }
  expect(new Set(starts.map(({ url }) => parametersOf(url).code_challenge)).size).toBe(1000);
  for (const { url, state, codeVerifier } of starts) {
    expect(state).toMatch(/^[\w-]{43}$/);
    expect(codeVerifier).toMatch(/^[\w-]{43}$/);
    expect(url).not.toContain(codeVerifier);
  }
});

test('[ASVS-10.5.1] a nonce goes along only with openid', () => {
  expect(start().nonce).toBeNull();
  const { url, nonce } = start(['openid', 'core.user.read']);
  expect(nonce).toMatch(/^[\w-]{43}$/);
  expect(parametersOf(url).nonce).toBe(nonce);
});

test.each([null, []])('scopes %j: none is sent', (scopes) => {
  expect(parametersOf(start(scopes).url)).not.toHaveProperty('scope');
});
