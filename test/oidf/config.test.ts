import { expect, test } from 'vitest';
import { failureOf } from '@/test/authorization-server/instance';
import { makeSigner } from '@/test/authorization-server/signing';
import { ClientUnderTest } from '@/test/oidf/client';

/** The configuration plan for relying parties. */
const client = ClientUnderTest.forThisFile();
const { provider } = client;

test('[OIDF-oidcc-client-test-discovery-openid-config] the endpoints of the document are the ones that are used', async () => {
  const account = await client.make();
  const url = new URL(await account.authorize());
  expect(url.origin + url.pathname).toBe(`${provider.origin}/authorize`);
  await account.comeBack(provider.authorize(url));
  expect(provider.calls).toMatchObject({ discovery: 1, token: 1, api: 0 });
  expect(provider.faults).toEqual([]);
});

test('[OIDF-oidcc-client-test-discovery-jwks-uri-keys] keys are fetched from jwks_uri and verify the ID token', async () => {
  const account = await client.loggedIn();
  expect(provider.calls.jwks).toBe(1);
  expect((await account.load()).token?.idTokenVerified).toBe(true);
});

/** A document that names another issuer counts for nothing: its endpoints are never called, and the report names both issuers. */
async function expectDocumentUnused() {
  const issuer = `${provider.origin}1`;
  const account = await client.make({ metadata: (document) => ({ ...document, issuer }) });
  const url = new URL(await account.authorize());
  expect(url.pathname).toBe('/oauth2/authorizations/new');
  expect(await failureOf(account.comeBack(provider.authorize(url)))).toMatchObject({
    code: expect.any(String),
  });
  expect(provider.calls).toMatchObject({ token: 0, jwks: 0, userinfo: 0 });
  expect(await account.tokens()).toBeNull();
}

test('[OIDF-oidcc-client-test-discovery-issuer-mismatch] [RFC9700-7] [ASVS-10.5.3] another issuer: nothing of the document is used', async () => {
  await expectDocumentUnused();
});

test('[OIDF-fapi2-security-profile-final-client-test-discovery-issuer-mismatch] another issuer: no endpoint of the document is called', async () => {
  await expectDocumentUnused();
});

test('[OIDF-oidcc-client-test-signing-key-rotation] keys changed between two logins: the second is verified by the new one', async () => {
  const account = await client.loggedIn();
  provider.signer = await makeSigner('key-2');
  await client.login(account);
  expect(provider.calls).toMatchObject({ token: 2, jwks: 2 });
  expect((await account.load()).token).toMatchObject({ idTokenVerified: true, version: 2 });
});

test('[OIDF-oidcc-client-test-signing-key-rotation-just-before-signing] keys changed after they were fetched: fetched once more', async () => {
  const account = await client.loggedIn();
  account.clock.moveMs(120_000);
  const sign = async (claims: object) => {
    provider.signer = await makeSigner('key-3');
    return provider.signer.sign({ ...claims });
  };
  provider.knobs = { sign };
  await client.login(account);
  expect(provider.calls.jwks).toBe(2);
  expect((await account.load()).token).toMatchObject({ idTokenVerified: true, version: 2 });
});
