import { createHash } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, grant, html, json, raw } from '@/test/authorization-server/answers';
import { exchangeAt } from '@/test/authorization-server/exchange';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { CLIENT, failureOf, outboundTo, TOKEN } from '@/test/authorization-server/instance';
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

describe('[RFC9700-30] where the instance publishes keys', () => {
  test('a good one is verified', async () => {
    const { idToken } = await loginWith(await signer.sign(claimsWith()));
    expect(idToken).toMatchObject({ verified: true, claims: { sub: 'person-1' } });
  });

  test('an audience as a list, with azp', async () => {
    const claims = claimsWith({ aud: [CLIENT.clientId], azp: CLIENT.clientId });
    expect((await loginWith(await signer.sign(claims))).idToken?.verified).toBe(true);
  });

  test('a right at_hash is accepted', async () => {
    const hash = createHash('sha256').update('made-up-access-token').digest().subarray(0, 16);
    const claims = claimsWith({ at_hash: hash.toString('base64url') });
    expect((await loginWith(await signer.sign(claims))).idToken?.verified).toBe(true);
  });

  test.each<[string, Record<string, unknown>]>([
    ['iss of another', { iss: 'https://evil.example1' }],
    ['no iss', { iss: undefined }],
    ['no sub', { sub: undefined }],
    ['aud of another client', { aud: `${CLIENT.clientId}1` }],
    ['no aud', { aud: undefined }],
    ['a second audience', { aud: [CLIENT.clientId, 'other'] }],
    ['several audiences, azp of another', { aud: [CLIENT.clientId, 'other'], azp: 'other' }],
    ['no iat', { iat: undefined }],
    ['expired', { exp: NOW_SECONDS - 31 }],
    ['no exp', { exp: undefined }],
    ['not yet valid', { nbf: NOW_SECONDS + 60 }],
    ['another nonce', { nonce: `${NONCE}1` }],
    ['no nonce', { nonce: undefined }],
  ])(
    '[ASVS-9.2.1] [ASVS-9.2.3] [ASVS-10.5.1] [ASVS-10.5.4] %s: refused by the library before any key is fetched',
    async (_, parts) => {
      const failure = await failureOf(loginWith(await signer.sign(claimsWith(parts)), null));
      expect(failure).toMatchObject({ code: 'id_token_invalid', trace: { status: 200 } });
    },
  );

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
    ['at_hash of another token', { at_hash: 'x'.repeat(22) }, 'at_hash'],
  ])('%s: refused by our own checks, though rightly signed', async (_, parts, reason) => {
    const failure = await failureOf(loginWith(await signer.sign(claimsWith(parts))));
    expect(failure).toMatchObject({ code: 'id_token_invalid', facts: { reason } });
  });

  test('[ASVS-9.1.1] another key under the same kid is refused', async () => {
    const failure = await failureOf(loginWith(await stranger.sign(claimsWith())));
    expect(failure).toMatchObject({ code: 'id_token_invalid', trace: { status: 200 } });
  });

  test.each([
    ['alg none', () => forge({ alg: 'none' }, claimsWith())],
    ['HS256 with a made-up signature', () => forge({ alg: 'HS256' }, claimsWith(), 'made-up')],
    ['no alg', () => forge({}, claimsWith(), 'made-up')],
    ['no JWT inside', () => 'a.b.c'],
  ])('[ASVS-9.1.2] [ASVS-9.1.1] %s: refused before any key is fetched', async (_, make) => {
    expect(await failureOf(loginWith(make(), null))).toMatchObject({ code: 'id_token_invalid' });
  });

  test('[ASVS-9.1.3] a key that the token brings itself (jku, jwk) is not looked at', async () => {
    const header = { alg: 'RS256', kid: 'key-2', jku: `${server.origin}/evil`, jwk: stranger.jwk };
    const failure = await failureOf(loginWith(await stranger.signAs(header, claimsWith())));
    expect(failure.code).toBe('id_token_invalid');
    expect(server.seen.map(({ path }) => path)).toEqual(['/oauth2/token', '/jwks']);
  });

  test.each(['at+jwt', 'application/at+jwt', 'logout+jwt', 7])(
    '[ASVS-9.2.2] a token of another kind (typ %s) is no ID token, though rightly signed for this client',
    async (typ) => {
      const header = { alg: 'RS256', kid: signer.kid, typ: typ as string };
      const failure = await failureOf(loginWith(await signer.signAs(header, claimsWith())));
      expect(failure).toMatchObject({ code: 'id_token_invalid', facts: { reason: 'typ' } });
    },
  );

  test('[ASVS-9.2.2] [ASVS-9.2.3] the access token of this very login is no ID token', async () => {
    const accessToken = await signer.sign(
      claimsWith({ aud: server.origin, nonce: undefined, scope: 'openid' }),
    );
    const failure = await failureOf(loginWith(accessToken, null));
    expect(failure.code).toBe('id_token_invalid');
  });

  test('[ASVS-9.1.2] HS256 with the client secret as its key is refused before any key is fetched', async () => {
    const key = new TextEncoder().encode(CLIENT.clientSecret);
    const idToken = await new SignJWT(claimsWith()).setProtectedHeader({ alg: 'HS256' }).sign(key);
    expect(await failureOf(loginWith(idToken, null))).toMatchObject({ code: 'id_token_invalid' });
  });

  test('no kid: accepted with one published key, refused with several', async () => {
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

describe('[RFC9700-31] keys', () => {
  test('kept for five minutes; for a new kid they are fetched at once, for a flood of made-up ones once a minute', async () => {
    const clock = new HandClock();
    const parts = { nonce: NONCE, clock, outbound: outboundTo(server, clock) };
    const endpoints = { jwksUri: `${server.origin}/jwks` };
    const now = () => clock.now().getTime() / 1000;
    const [next, madeUp] = await Promise.all([makeSigner('key-2'), makeSigner('made-up-kid')]);
    const login = async (by: Signer, keys?: Answer) => {
      const claims = claimsWith({ iat: now(), exp: now() + 600 });
      server.expect(TOKEN, grant({ id_token: await by.sign(claims) }));
      if (keys) server.expect(KEYS, keys);
      return exchangeAt(server, { ...parts, endpoints });
    };
    const fetches = () => server.seen.filter(({ path }) => path === '/jwks').length;

    const first = json(200, { keys: [signer.jwk] });
    await login(signer, first);
    expect((await login(signer)).idToken?.verified, 'with the keys that were kept').toBe(true);
    expect(await failureOf(login(madeUp, first))).toMatchObject({ code: 'id_token_invalid' });
    for (let count = 0; count < 20; count += 1)
      expect(await failureOf(login(madeUp))).toMatchObject({ code: 'id_token_invalid' });
    expect((await login(signer)).idToken?.verified).toBe(true);
    expect(fetches(), 'the first, and one for the flood').toBe(2);

    clock.moveMs(60_000);
    const rotated = json(200, { keys: [next.jwk] });
    expect((await login(next, rotated)).idToken?.verified).toBe(true);
    expect(await failureOf(login(madeUp)), 'within the minute').toMatchObject({ code: 'id_token_invalid' });
    expect(fetches()).toBe(3);

    clock.moveMs(301_000);
    expect((await login(next, rotated)).idToken?.verified).toBe(true);
    expect(fetches(), 'kept for five minutes').toBe(4);
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
