import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, grant, html, json, raw } from '@/test/authorization-server/answers';
import { exchangeAt } from '@/test/authorization-server/exchange';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { forge, makeSigner, type Signer } from '@/test/authorization-server/signing';

const server = scriptedServer();
const clock = new HandClock();
const NOW_SECONDS = clock.now().getTime() / 1000;
const KEYS = 'GET /jwks';
const NONCE = 'made-up-nonce';

let signer: Signer;
let stranger: Signer;
beforeAll(async () => {
  signer = await makeSigner();
  stranger = await makeSigner();
});

const claimsWith = (parts: Record<string, unknown> = {}): JWTPayload => ({
  iss: server.origin,
  aud: CLIENT.clientId,
  sub: 'person-1',
  iat: NOW_SECONDS,
  exp: NOW_SECONDS + 600,
  nonce: NONCE,
  ...parts,
});

/** Comes back to an instance that publishes keys, with this ID token. */
function loginWith(idToken: string, keys: Answer | null = json(200, { keys: [signer.jwk] })) {
  server.expect(TOKEN, grant({ id_token: idToken }));
  if (keys) server.expect(KEYS, keys);
  return exchangeAt(server, { nonce: NONCE, clock, endpoints: { jwksUri: `${server.origin}/jwks` } });
}

describe('row 30, where the instance publishes keys', () => {
  test('oidcc-client-test-idtoken-sig-rs256: a good one is verified', async () => {
    const { idToken } = await loginWith(await signer.sign(claimsWith()));
    expect(idToken).toMatchObject({ verified: true, claims: { sub: 'person-1' } });
  });

  test('valid-aud-as-array, with azp', async () => {
    const claims = claimsWith({ aud: [CLIENT.clientId], azp: CLIENT.clientId });
    expect((await loginWith(await signer.sign(claims))).idToken?.verified).toBe(true);
  });

  test('a right at_hash is accepted', async () => {
    const hash = createHash('sha256').update('made-up-access-token').digest().subarray(0, 16);
    const claims = claimsWith({ at_hash: hash.toString('base64url') });
    expect((await loginWith(await signer.sign(claims))).idToken?.verified).toBe(true);
  });

  test.each<[string, Record<string, unknown>]>([
    ['oidcc-client-test-invalid-iss', { iss: 'https://evil.example1' }],
    ['invalid-missing-iss', { iss: undefined }],
    ['oidcc-client-test-missing-sub', { sub: undefined }],
    ['oidcc-client-test-invalid-aud', { aud: `${CLIENT.clientId}1` }],
    ['oidcc-client-test-missing-aud', { aud: undefined }],
    ['invalid-secondary-aud', { aud: [CLIENT.clientId, 'other'] }],
    ['several audiences, azp of another', { aud: [CLIENT.clientId, 'other'], azp: 'other' }],
    ['oidcc-client-test-missing-iat', { iat: undefined }],
    ['invalid-expired-exp', { exp: NOW_SECONDS - 31 }],
    ['invalid-missing-exp', { exp: undefined }],
    ['not yet valid', { nbf: NOW_SECONDS + 60 }],
    ['oidcc-client-test-nonce-invalid', { nonce: `${NONCE}1` }],
    ['invalid-missing-nonce', { nonce: undefined }],
  ])('%s: refused by the library before any key is fetched', async (_, parts) => {
    const failure = await failureOf(loginWith(await signer.sign(claimsWith(parts)), null));
    expect(failure).toMatchObject({ code: 'id_token_invalid', trace: { status: 200 } });
  });

  test('the claim at fault is named', async () => {
    const failure = await failureOf(
      loginWith(await signer.sign(claimsWith({ iss: 'https://evil.example' })), null),
    );
    expect(failure.facts.reason).toBe('iss');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['azp of another client', { azp: 'other' }, 'azp'],
    ['iat a week old', { iat: NOW_SECONDS - 604_800 }, 'iat'],
    ['iat an hour ahead', { iat: NOW_SECONDS + 3600 }, 'iat'],
    ['oidcc-client-test-invalid-athash', { at_hash: 'x'.repeat(22) }, 'at_hash'],
  ])('%s: refused by our own checks, though rightly signed', async (_, parts, reason) => {
    const failure = await failureOf(loginWith(await signer.sign(claimsWith(parts))));
    expect(failure).toMatchObject({ code: 'id_token_invalid', facts: { reason } });
  });

  test('oidcc-client-test-invalid-sig-rs256: another key under the same kid is refused', async () => {
    const failure = await failureOf(loginWith(await stranger.sign(claimsWith())));
    expect(failure).toMatchObject({ code: 'id_token_invalid', trace: { status: 200 } });
  });

  test.each([
    ['oidcc-client-test-idtoken-sig-none', () => forge({ alg: 'none' }, claimsWith())],
    ['oidcc-client-test-invalid-sig-hs256', () => forge({ alg: 'HS256' }, claimsWith(), 'made-up')],
    ['invalid-null-alg', () => forge({}, claimsWith(), 'made-up')],
    ['no JWT inside', () => 'a.b.c'],
  ])('%s: refused before any key is fetched', async (_, make) => {
    expect(await failureOf(loginWith(make(), null))).toMatchObject({ code: 'id_token_invalid' });
  });

  test('a key that the token brings itself (jku, jwk) is not looked at', async () => {
    const header = { alg: 'RS256', kid: 'key-2', jku: `${server.origin}/evil`, jwk: stranger.jwk };
    const failure = await failureOf(loginWith(await stranger.signAs(header, claimsWith())));
    expect(failure.code).toBe('id_token_invalid');
    expect(server.seen.map(({ path }) => path)).toEqual(['/oauth2/token', '/jwks']);
  });

  test('kid-absent-single-jwks is accepted, kid-absent-multiple-jwks is refused', async () => {
    const idToken = await signer.signAs({ alg: 'RS256' }, claimsWith());
    expect((await loginWith(idToken)).idToken?.verified).toBe(true);
    const keys = json(200, { keys: [signer.jwk, { ...stranger.jwk, kid: 'key-2' }] });
    expect(await failureOf(loginWith(idToken, keys))).toMatchObject({ code: 'id_token_invalid' });
  });

  test('no ID token although openid was asked for: refused', async () => {
    server.expect(TOKEN, grant());
    const endpoints = { jwksUri: `${server.origin}/jwks` };
    const failure = await failureOf(exchangeAt(server, { nonce: NONCE, clock, endpoints }));
    expect(failure.code).toBe('id_token_invalid');
  });
});

describe('row 31, keys', () => {
  test('signing-key-rotation-just-before-signing: keys are fetched for each ID token, once', async () => {
    const next = await makeSigner('key-2');
    await loginWith(await signer.sign(claimsWith()));
    const { idToken } = await loginWith(await next.sign(claimsWith()), json(200, { keys: [next.jwk] }));
    expect(idToken?.verified).toBe(true);
  });

  test.each([
    ['are not there', html(404)],
    ['cannot be had', html(503)],
    ['are no JSON', raw(200, 'x', { 'Content-Type': 'application/json' })],
    ['are endless', raw(200, Buffer.alloc(5_000_000, ' '), { 'Content-Type': 'application/json' })],
    ['hold another kid only', json(200, { keys: [{ kid: 'other', kty: 'RSA', n: 'AQAB', e: 'AQAB' }] })],
  ])('keys that %s: refused after one request for them', async (_, keys) => {
    const failure = await failureOf(loginWith(await signer.sign(claimsWith()), keys));
    expect(failure).toMatchObject({
      code: 'id_token_invalid',
      trace: { url: `${server.origin}/oauth2/token` },
    });
  });
});

describe('where the instance publishes no keys', () => {
  const login = (idToken: string, nonce: string | null = NONCE) => {
    server.expect(TOKEN, grant({ id_token: idToken }));
    return exchangeAt(server, { nonce, clock });
  };

  test('it is read and honestly not verified, whoever signed it', async () => {
    const { idToken } = await login(
      await stranger.sign(claimsWith({ iss: 'https://login.example', aud: 'x' })),
    );
    expect(idToken).toMatchObject({ verified: false, claims: { sub: 'person-1' } });
    expect((await login('a.b.c')).idToken).toEqual({ raw: 'a.b.c', verified: false, claims: null });
  });

  test('a nonce that is left out is tolerated, another one never', async () => {
    expect((await login(forge({ alg: 'RS256' }, claimsWith({ nonce: undefined })))).idToken?.verified).toBe(
      false,
    );
    const failure = await failureOf(login(forge({ alg: 'RS256' }, claimsWith({ nonce: 'other' }))));
    expect(failure).toMatchObject({ code: 'id_token_invalid', facts: { reason: 'nonce' } });
  });
});
