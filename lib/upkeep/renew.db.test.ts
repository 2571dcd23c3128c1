import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '@/lib/db/store';
import { renewToken } from '@/lib/upkeep/renew';
import { DISCOVERY, TestAccount } from '@/test/authorization-server/account';
import {
  type Answer,
  grant,
  hangUp,
  html,
  json,
  refusal,
  silence,
} from '@/test/authorization-server/answers';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { forge, makeSigner, type Signer } from '@/test/authorization-server/signing';
import { openTestStore } from '@/test/database';

const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function byCredentials() {
  const account = await TestAccount.make(store, server);
  server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
  await account.authorize();
  return account;
}

async function byCode(parts: Record<string, unknown> = {}) {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  await account.connect({ access_token: 'made-up-first', refresh_token: 'made-up-refresh-1', ...parts });
  return account;
}

const renew = ({ context, person, id }: TestAccount) => renewToken(context, person, id);
function renewWith(account: TestAccount, answer: Answer) {
  server.expect(TOKEN, answer);
  return renew(account);
}

test('client credentials: a new token takes the place of the old one', async () => {
  const account = await byCredentials();
  await renewWith(account, grant({ access_token: 'made-up-second' }));
  expect(await account.tokens()).toEqual({ access: 'made-up-second', refresh: null, version: 2 });
  expect(server.last.form.get('scope')).toBe('core.common.read');
  expect((await account.history()).at(-1)).toMatchObject({ kind: 'renewed', facts: { status: 200 } });
});

describe('[RFC9700-33] by refresh token', () => {
  test('none returned: the one in use stays, and so does the day of consent', async () => {
    const account = await byCode();
    const consentedAt = (await account.load()).token?.consentedAt;
    account.clock.moveMs(20 * 3_600_000);
    server.expect(DISCOVERY, html(404));
    await renewWith(account, grant({ access_token: 'made-up-second' }));
    expect(await account.tokens()).toEqual({
      access: 'made-up-second',
      refresh: 'made-up-refresh-1',
      version: 2,
    });
    expect((await account.load()).token?.consentedAt).toEqual(consentedAt);
    expect(Object.fromEntries(server.last.form)).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'made-up-refresh-1',
      client_secret: CLIENT.clientSecret,
    });
  });

  test('a new one takes its place and is the one sent next', async () => {
    const account = await byCode();
    await renewWith(account, grant({ refresh_token: 'made-up-refresh-2' }));
    await renewWith(account, grant());
    expect(server.last.form.get('refresh_token')).toBe('made-up-refresh-2');
    expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-2', version: 3 });
  });

  test('an ID token of another person: refused, nothing overwritten, also after a refresh without ID token', async () => {
    const idToken = (sub: string) => forge({ alg: 'RS256' }, { iss: server.origin, sub }, 'made-up');
    const account = await byCode({ id_token: idToken('person-1') });
    await renewWith(account, grant({ access_token: 'made-up-second' }));
    const stranger = grant({ access_token: 'made-up-third', id_token: idToken('person-2') });
    expect(await failureOf(renewWith(account, stranger))).toMatchObject({
      code: 'id_token_invalid',
      facts: { reason: 'sub' },
    });
    expect(await account.tokens()).toMatchObject({
      access: 'made-up-second',
      refresh: 'made-up-refresh-1',
      version: 2,
    });
  });
});

test('[RFC9700-33] [RFC9700-30] where the instance publishes keys: an ID token that another key signed is refused on renewal too', async () => {
  const [signer, stranger] = await Promise.all([makeSigner(), makeSigner()]);
  const account = await byCode();
  account.clock.moveMs(20 * 3_600_000);
  const { origin } = server;
  const found = { authorization_endpoint: `${origin}/go`, token_endpoint: `${origin}/oauth2/token` };
  server.expect(DISCOVERY, json(200, { ...found, issuer: origin, jwks_uri: `${origin}/jwks` }));
  const now = account.clock.now().getTime() / 1000;
  const claims = { iss: origin, aud: CLIENT.clientId, sub: 'person-1', iat: now, exp: now + 600 };
  const renewSignedBy = async ({ sign }: Signer, keys?: Answer) => {
    server.expect(TOKEN, grant({ access_token: 'made-up-second', id_token: await sign(claims) }));
    if (keys) server.expect('GET /jwks', keys);
    return renew(account);
  };
  const keys = json(200, { keys: [signer.jwk] });
  expect(await failureOf(renewSignedBy(stranger, keys))).toMatchObject({ code: 'id_token_invalid' });
  expect(await account.tokens()).toMatchObject({ access: 'made-up-first', version: 1 });
  await renewSignedBy(signer);
  expect(await account.tokens()).toMatchObject({ access: 'made-up-second', version: 2 });
});

test('[ASVS-15.4.1] single flight: ten at a time get the outcome of one, and Coupa is asked once', async () => {
  const account = await byCode();
  const othersDone = Promise.withResolvers<void>();
  const answer = grant({ refresh_token: 'made-up-refresh-2' });
  server.expect(TOKEN, (response, request) => othersDone.promise.then(() => answer(response, request)));
  const renewals = Array.from({ length: 10 }, () => renew(account));
  await server.nextArrival();
  othersDone.resolve();
  expect(await Promise.all(renewals)).toEqual(Array(10).fill('renewed'));
  expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-2', version: 2 });
  expect((await account.load()).account.problem).toBeNull();
});

describe('nothing is deleted on failure, and the next try need not wait', () => {
  test.each<[string, Answer, string]>([
    ['refresh token dead', refusal(400, 'invalid_grant'), 'invalid_grant'],
    ['secret regenerated', refusal(401, 'invalid_client'), 'invalid_client'],
    ['Coupa in trouble', html(503), 'endpoint_server_error'],
    ['a sign-in page', html(200), 'answer_not_json'],
    ['no lifetime to use', grant({ expires_in: 0 }), 'answer_no_expiry'],
    ['connection reset', hangUp, 'instance_unreachable'],
  ])('%s', async (_, answer, code) => {
    const account = await byCode();
    // What came of a lost answer is asked once more at once.
    if (answer === hangUp) server.expect(TOKEN, hangUp);
    expect(await failureOf(renewWith(account, answer))).toMatchObject({ code });
    expect(await account.tokens()).toEqual({
      access: 'made-up-first',
      refresh: 'made-up-refresh-1',
      version: 1,
    });
    const { account: row } = await account.load();
    expect(row.problem).toMatchObject({ code });
    expect(row.rejectedAt !== null).toBe(code === 'invalid_client');
    await renewWith(account, grant({ access_token: 'made-up-second' }));
    expect((await account.load()).account).toMatchObject({ problem: null, rejectedAt: null });
  });

  test('silence ends after twice ten seconds, well within the lease', async () => {
    const account = await byCode();
    server.expect(TOKEN, silence);
    server.expect(TOKEN, silence);
    const renewing = failureOf(renew(account));
    await server.nextArrival();
    account.clock.moveMs(10_000);
    await server.nextArrival();
    account.clock.moveMs(10_000);
    expect(await renewing).toMatchObject({ code: 'instance_timeout' });
    await renewWith(account, grant());
  });
});

describe('asks nobody', () => {
  test('without a refresh token a person has to sign in again', async () => {
    const account = await byCode({ refresh_token: undefined });
    server.seen.length = 0;
    expect(await failureOf(renew(account))).toMatchObject({
      code: 'invalid_grant',
      facts: { reason: 'no-refresh-token' },
    });
    expect(server.seen).toEqual([]);
  });

  test('when the configuration was changed since, or there is no token yet', async () => {
    const account = await byCredentials();
    await account.saveSecret('made-up-new-secret');
    expect(await failureOf(renew(account))).toMatchObject({ code: 'step_not_ready' });
    const without = await TestAccount.make(store, server);
    expect(await failureOf(renew(without))).toMatchObject({ code: 'step_not_ready' });
  });
});
