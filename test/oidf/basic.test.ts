import { expect, test } from 'vitest';
import { forge, makeSigner } from '@/test/authorization-server/signing';
import { ClientUnderTest } from '@/test/oidf/client';

/** The basic plan for relying parties, module by module under its upstream name. "Invalid" is the right value with a 1 behind it. */
const client = ClientUnderTest.forThisFile();
const { provider } = client;

test('[OIDF-oidcc-client-test] the good way through: code, PKCE, verified ID token, userinfo, refresh token', async () => {
  const account = await client.loggedIn();
  expect(await account.tokens()).toMatchObject({ access: expect.any(String), refresh: expect.any(String) });
  const report = await client.validate(account);
  const states = Object.fromEntries(report.checks.map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({ 'id-token': 'passed', consenter: 'passed', 'refresh-token': 'passed' });
  expect(provider.calls).toMatchObject({ discovery: 1, authorization: 1, token: 1, jwks: 1, userinfo: 1 });
  expect(provider.faults).toEqual([]);
});

test('[OIDF-oidcc-client-test-invalid-iss] another iss in the ID token is refused', async () => {
  await client.expectRefusal(
    { claims: (claims) => ({ ...claims, iss: `${claims.iss}1` }) },
    'id_token_invalid',
    'iss',
  );
});

test('[OIDF-oidcc-client-test-missing-sub] an ID token without sub is refused', async () => {
  await client.expectRefusal({ claims: ({ sub: _, ...claims }) => claims }, 'id_token_invalid');
});

test('[OIDF-oidcc-client-test-invalid-aud] another aud in the ID token is refused', async () => {
  await client.expectRefusal(
    { claims: (claims) => ({ ...claims, aud: `${claims.aud}1` }) },
    'id_token_invalid',
    'aud',
  );
});

test('[OIDF-oidcc-client-test-missing-iat] an ID token without iat is refused', async () => {
  await client.expectRefusal({ claims: ({ iat: _, ...claims }) => claims }, 'id_token_invalid');
});

test('[OIDF-oidcc-client-test-kid-absent-single-jwks] no kid and one published key: accepted', async () => {
  const sign = (claims: object) => provider.signer.signAs({ alg: 'RS256' }, { ...claims });
  const account = await client.loggedIn({ sign });
  expect((await client.validate(account)).checks).toContainEqual(
    expect.objectContaining({ id: 'id-token', state: 'passed' }),
  );
});

test('[OIDF-oidcc-client-test-kid-absent-multiple-jwks] no kid and several published keys: refused, nobody guesses', async () => {
  const other = await makeSigner('key-2');
  const sign = (claims: object) => provider.signer.signAs({ alg: 'RS256' }, { ...claims });
  await client.expectRefusal({ sign, keys: () => [provider.signer.jwk, other.jwk] }, 'id_token_invalid');
});

test('[OIDF-oidcc-client-test-idtoken-sig-rs256] RS256 by the published key: verified', async () => {
  const account = await client.loggedIn();
  expect((await account.load()).token?.idTokenVerified).toBe(true);
});

test('[OIDF-oidcc-client-test-idtoken-sig-none] an unsigned ID token is refused, though its claims are right', async () => {
  await client.expectRefusal({ sign: (claims) => forge({ alg: 'none' }, claims) }, 'id_token_invalid');
});

test('[OIDF-oidcc-client-test-invalid-sig-rs256] another key under the published kid is refused', async () => {
  const stranger = await makeSigner();
  await client.expectRefusal({ sign: stranger.sign }, 'id_token_invalid');
});

test('[OIDF-oidcc-client-test-userinfo-invalid-sub] userinfo about somebody else: not validated, and no call with the token', async () => {
  const account = await client.loggedIn({ userinfo: (answer) => ({ ...answer, sub: `${answer.sub}1` }) });
  const report = await client.validate(account);
  expect(report.verdict).toBe('not-validated');
  expect(report.checks).toContainEqual(
    expect.objectContaining({ id: 'consenter', state: 'failed', code: 'id_token_invalid' }),
  );
  expect(JSON.stringify(report)).not.toContain('Ines Okafor');
  expect(provider.calls).toMatchObject({ userinfo: 1, api: 0 });
});

test('[OIDF-oidcc-client-test-nonce-invalid] another nonce in the ID token is refused', async () => {
  await client.expectRefusal(
    { claims: (claims) => ({ ...claims, nonce: `${claims.nonce}1` }) },
    'id_token_invalid',
    'nonce',
  );
});

test('[OIDF-oidcc-client-test-scope-userinfo-claims] scopes are asked for, and the claims behind them come from userinfo', async () => {
  const account = await client.make();
  const url = new URL(await account.authorize());
  expect(url.searchParams.get('scope')).toBe('openid profile email offline_access');
  await account.comeBack(provider.authorize(url));
  const report = await client.validate(account);
  expect(report.checks).toContainEqual(
    expect.objectContaining({ id: 'consenter', state: 'passed', title: '`Ines Okafor` consented' }),
  );
  expect(provider.faults).toEqual([]);
});

test('[OIDF-oidcc-client-test-client-secret-basic] a provider that lists only the header gets the secret there, and at once', async () => {
  const methods = { token_endpoint_auth_methods_supported: ['client_secret_basic'] };
  const account = await client.loggedIn({ metadata: (document) => ({ ...document, ...methods }) });
  expect((await account.load()).account.clientAuthMethod).toBe('client_secret_basic');
  expect(provider.calls.token).toBe(1);
});
