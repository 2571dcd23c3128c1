import type { JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import type { TestAccount } from '@/test/authorization-server/account';
import { failureOf } from '@/test/authorization-server/instance';
import { ClientUnderTest } from '@/test/oidf/client';

/** The refresh token plan for relying parties. */
const client = ClientUnderTest.forThisFile();
const { provider } = client;

test('[OIDF-oidcc-client-test-refresh-token] a refresh by the token in use, with the same person in its ID token', async () => {
  const account = await client.loggedIn();
  const before = await account.tokens();
  await client.renew(account);
  const after = await account.tokens();
  expect(after?.access).not.toBe(before?.access);
  expect(after).toMatchObject({ version: 2, refresh: expect.any(String) });
  expect(provider.calls.token).toBe(2);
  expect(provider.faults).toEqual([]);
});

/** The refresh is refused, no token of it is kept, and nothing is called with one. */
async function expectKept(account: TestAccount, reason: string) {
  const before = await account.tokens();
  expect(await failureOf(client.renew(account))).toMatchObject({
    code: 'id_token_invalid',
    facts: { reason },
  });
  expect(await account.tokens()).toEqual(before);
  expect(provider.calls).toMatchObject({ token: 2, userinfo: 0, api: 0 });
}

test('[OIDF-oidcc-client-test-refresh-token-invalid-issuer] [RFC9700-33] another issuer in the ID token of a refresh', async () => {
  const refreshClaims = (claims: JWTPayload) => ({ ...claims, iss: `${claims.iss}1` });
  await expectKept(await client.loggedIn({ refreshClaims }), 'iss');
});

test('[OIDF-oidcc-client-test-refresh-token-invalid-sub] [RFC9700-33] another person in the ID token of a refresh', async () => {
  const refreshClaims = (claims: JWTPayload) => ({ ...claims, sub: `${claims.sub}1` });
  await expectKept(await client.loggedIn({ refreshClaims }), 'sub');
});

test('[OIDF-fapi2-security-profile-final-client-refresh-token-test] refreshed twice, each time by the refresh token that came last', async () => {
  const account = await client.loggedIn();
  const first = await account.tokens();
  await client.renew(account);
  const second = await account.tokens();
  await client.renew(account);
  const third = await account.tokens();
  expect(new Set([first?.refresh, second?.refresh, third?.refresh]).size).toBe(3);
  expect(third?.version).toBe(3);
  expect(provider.faults).toEqual([]);
});
