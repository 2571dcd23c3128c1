import type { JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '@/lib/errors';
import { forge } from '@/test/authorization-server/signing';
import { ClientUnderTest } from '@/test/oidf/client';

/** Modules of the FAPI 2.0 security profile for clients: stricter where they overlap with the basic plan. */
const client = ClientUnderTest.forThisFile();
const { provider } = client;

describe('a bad authorization response: no call to the token endpoint', () => {
  async function expectNoTokenRequest(response: (parameters: URLSearchParams) => void, code: ErrorCode) {
    await client.expectRefusal({ response }, code);
    expect(provider.calls).toMatchObject({ authorization: 1, token: 0, jwks: 0 });
  }

  test('[OIDF-fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails] another state', () =>
    expectNoTokenRequest(
      (parameters) => parameters.set('state', `${parameters.get('state')}1`),
      'state_unknown',
    ));

  test('[OIDF-fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-state-fails] no state', () =>
    expectNoTokenRequest((parameters) => parameters.delete('state'), 'state_missing'));

  test('[OIDF-fapi2-security-profile-final-client-test-invalid-authorization-response-iss] another iss', () =>
    expectNoTokenRequest(
      (parameters) => parameters.set('iss', `${parameters.get('iss')}1`),
      'issuer_mismatch',
    ));

  test('[OIDF-fapi2-security-profile-final-client-test-remove-authorization-response-iss] no iss, though it was promised', () =>
    expectNoTokenRequest((parameters) => parameters.delete('iss'), 'issuer_mismatch'));
});

describe('a bad ID token: nothing is kept, nothing is called', () => {
  const without =
    (name: string) =>
    (claims: JWTPayload): JWTPayload =>
      Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
  const refused = (claims: (claims: JWTPayload) => JWTPayload) =>
    client.expectRefusal({ claims }, 'id_token_invalid');

  test('[OIDF-fapi2-security-profile-final-client-test-invalid-secondary-aud] a second audience that nobody trusts', () =>
    refused((claims) => ({ ...claims, aud: [String(claims.aud), 'https://other1.example.com'] })));

  test('[OIDF-fapi2-security-profile-final-client-test-invalid-expired-exp] expired five minutes ago', () =>
    refused((claims) => ({ ...claims, exp: Number(claims.iat) - 300 })));

  test('[OIDF-fapi2-security-profile-final-client-test-invalid-missing-exp] no exp', () =>
    refused(without('exp')));
  test('[OIDF-fapi2-security-profile-final-client-test-invalid-missing-iss] no iss', () =>
    refused(without('iss')));
  test('[OIDF-fapi2-security-profile-final-client-test-invalid-missing-aud] no aud', () =>
    refused(without('aud')));
  test('[OIDF-fapi2-security-profile-final-client-test-invalid-missing-nonce] no nonce', () =>
    refused(without('nonce')));

  test('[OIDF-fapi2-security-profile-final-client-test-invalid-null-alg] signed by nobody (alg none)', () =>
    client.expectRefusal(
      { sign: (claims) => forge({ alg: 'none', kid: provider.signer.kid }, claims) },
      'id_token_invalid',
    ));

  test('[OIDF-fapi2-security-profile-final-client-test-invalid-alternate-alg] RS256 where the provider names PS256 and ES256 only', () =>
    client.expectRefusal(
      {
        metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['PS256', 'ES256'] }),
      },
      'id_token_invalid',
    ));
});

test('[OIDF-fapi2-security-profile-final-client-test-token-type-case-insensitivity] token_type bEaReR is understood', async () => {
  const account = await client.loggedIn({ token: (answer) => ({ ...answer, token_type: 'bEaReR' }) });
  expect(await account.tokens()).not.toBeNull();
});

test('[OIDF-fapi2-security-profile-final-client-test-token-endpoint-response-without-expires_in] no expires_in: 24 hours assumed, and said', async () => {
  const account = await client.loggedIn({ token: ({ expires_in: _, ...answer }) => answer });
  const { token } = await account.load();
  expect(token).toMatchObject({ expirySource: 'default' });
  expect(Number(token?.expiresAt) - Number(token?.obtainedAt)).toBe(86_400_000);
  expect((await client.validate(account)).checks).toContainEqual(
    expect.objectContaining({ id: 'lifetime', state: 'limited' }),
  );
});

test('[OIDF-fapi2-security-profile-final-client-test-valid-aud-as-array] aud as a list of one is accepted', async () => {
  const account = await client.loggedIn({ claims: (claims) => ({ ...claims, aud: [String(claims.aud)] }) });
  expect((await account.load()).token?.idTokenVerified).toBe(true);
});
