import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '@/lib/db/store';
import type { ErrorCode } from '@/lib/errors';
import { renewToken } from '@/lib/upkeep/renew';
import { CODE, DISCOVERY, stateOf, TestAccount } from '@/test/authorization-server/account';
import { type Answer, grant, html, json } from '@/test/authorization-server/answers';
import { CLIENT, failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { forge, makeSigner, type Signer } from '@/test/authorization-server/signing';
import { CALLBACKS } from '@/test/bad-answers/callbacks';
import { DOCUMENTS } from '@/test/bad-answers/documents';
import { ID_TOKENS } from '@/test/bad-answers/id-tokens';
import { KEY_SETS } from '@/test/bad-answers/key-sets';
import { REFRESHES } from '@/test/bad-answers/refreshes';
import { REFUSALS } from '@/test/bad-answers/refusals';
import type { Setting } from '@/test/bad-answers/row';
import { TOKEN_MEMBERS } from '@/test/bad-answers/token-members';
import { TOKEN_SHAPES } from '@/test/bad-answers/token-shapes';
import { TRANSPORT } from '@/test/bad-answers/transport';
import { openTestStore } from '@/test/database';

/**
 * Every kind of bad answer goes through the whole journey to an account that has a token: refused under its right name, in at most
 * ten seconds for each request, with no more than 20 MB of memory, and the account and its token stay as they were, to the byte.
 */
const LONGEST_MS = 10_000;
const MOST_BYTES = 20 * 2 ** 20;
const ROWS = [
  ...[...TOKEN_SHAPES, ...TOKEN_MEMBERS, ...TRANSPORT, ...REFUSALS],
  ...[...ID_TOKENS, ...KEY_SETS, ...DOCUMENTS, ...CALLBACKS, ...REFRESHES],
];

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const server = scriptedServer();
const target = scriptedServer();
const ran = new Set<string>();
let store: Store;
let account: TestAccount;
let signer: Signer;
let stranger: Signer;

const claimsFor =
  (nonce: string | null) =>
  (parts: Record<string, unknown> = {}) => {
    const nowSeconds = account.clock.now().getTime() / 1000;
    return {
      ...{
        iss: server.origin,
        aud: CLIENT.clientId,
        sub: 'person-1',
        iat: nowSeconds,
        exp: nowSeconds + 600,
      },
      ...(nonce !== null && { nonce }),
      ...parts,
    };
  };
const settingFor = (nonce: string | null): Setting => ({
  origin: server.origin,
  targetOrigin: target.origin,
  clock: account.clock,
  signer,
  stranger,
  claims: claimsFor(nonce),
});

beforeAll(async () => {
  [store, signer, stranger] = await Promise.all([openTestStore(), makeSigner(), makeSigner()]);
  const scopes = ['openid', 'offline_access', 'core.common.read'];
  account = await TestAccount.make(store, server, { grantType: 'authorization_code', scopes });
  const url = await account.leave();
  const idToken = forge({ alg: 'RS256' }, claimsFor(url.searchParams.get('nonce'))(), 'bWFkZS11cA');
  const answer = grant({
    access_token: 'made-up-in-use',
    refresh_token: 'made-up-refresh',
    id_token: idToken,
  });
  await account.arrive(answer, stateOf(url));
  server.finish();
});
afterAll(async () => {
  await store.close();
  expect(ROWS.length).toBeGreaterThanOrEqual(102);
  expect(ran.size, 'every row ran').toBe(ROWS.length);
});

/** Account and token, without what a failure may write down. */
async function kept() {
  const { account: row, token } = await account.load();
  const { problem: _, rejectedAt: __, ...rest } = row;
  return JSON.stringify([rest, token]);
}

/** Leaves for Coupa more than ten minutes after the row before, so that nothing is remembered from it. */
async function leave(document: Answer = html(404)) {
  account.clock.moveMs(11 * 60_000);
  server.expect(DISCOVERY, document);
  const url = new URL(await account.authorize());
  return { url, state: stateOf(url), nonce: url.searchParams.get('nonce') };
}

interface Tried {
  name: string;
  code: ErrorCode;
  silentForMs?: number;
  isHeavy?: true;
  isLost?: true;
  /** Which request of the work is the one that gets the bad answer. */
  request?: number;
}

/** Does the work, which must fail by this name, and looks at everything that must not have changed by it. */
async function expectRefusal(
  { name, code, silentForMs, isHeavy, isLost, request = 1 }: Tried,
  work: () => Promise<unknown>,
) {
  ran.add(name);
  const before = await kept();
  const memory = isHeavy && watchMemory();
  const startedAt = performance.now();
  const [clockMs, outcome] = [account.clock.now().getTime(), failureOf(work())];
  if (silentForMs) await passTime(silentForMs, request);
  if (silentForMs && isLost) await passTime(silentForMs);
  expect(await outcome).toMatchObject({ code });
  expect(performance.now() - startedAt, 'time of the machine').toBeLessThan(LONGEST_MS);
  const longestMs = isLost ? 2 * LONGEST_MS : LONGEST_MS;
  expect(account.clock.now().getTime() - clockMs, 'time of the clock').toBeLessThanOrEqual(longestMs);
  if (memory) expect(memory.grownBytes()).toBeLessThan(MOST_BYTES);
  expect(account.clock.waiting, 'timers left behind').toBe(0);
  expect(await kept()).toBe(before);
  expect(target.seen, 'asked elsewhere').toEqual([]);
}

/** That request has arrived and nothing more comes: only then does the clock move. */
async function passTime(ms: number, request = 1) {
  for (let arrived = 0; arrived < request; arrived += 1) await server.nextArrival();
  account.clock.moveMs(ms);
}

/** The most that was in use at any time, above what was in use at the start. */
function watchMemory() {
  collectGarbage();
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 2);
  return {
    grownBytes() {
      clearInterval(timer);
      look();
      return most - before;
    },
  };
}

describe('[RFC9700-23] [RFC9700-24] [RFC9700-25] [RFC9700-26] [RFC9700-27] [RFC9700-28] [RFC9700-29] [ASVS-15.3.2] the token endpoint answers a code', () => {
  test.each([...TOKEN_SHAPES, ...TOKEN_MEMBERS, ...TRANSPORT, ...REFUSALS])('$name: $code', async (row) => {
    const { state, nonce } = await leave();
    server.expect(TOKEN, row.answer(settingFor(nonce)));
    await expectRefusal(row, () => account.comeBack(`code=${CODE}&state=${state}`));
  });
});

const DOCUMENT = () =>
  json(200, {
    issuer: server.origin,
    authorization_endpoint: `${server.origin}/oauth2/authorizations/new`,
    token_endpoint: `${server.origin}/oauth2/token`,
    jwks_uri: `${server.origin}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
  });
const KEYS = 'GET /jwks';

describe('[RFC9700-30] [ASVS-9.1.1] [ASVS-9.1.2] [ASVS-9.1.3] [ASVS-9.2.1] [ASVS-9.2.3] [ASVS-10.5.1] [ASVS-10.5.4] an ID token comes where keys are published', () => {
  test.each(ID_TOKENS)('$name: id_token_invalid', async ({ name, make, asksForKeys }) => {
    const { state, nonce } = await leave(DOCUMENT());
    server.expect(TOKEN, grant({ id_token: await make(settingFor(nonce)) }));
    if (asksForKeys) server.expect(KEYS, json(200, { keys: [signer.jwk] }));
    await expectRefusal({ name, code: 'id_token_invalid' }, () =>
      account.comeBack(`code=${CODE}&state=${state}`),
    );
  });

  test('none comes, though it was asked for: id_token_invalid', async () => {
    const { state } = await leave(DOCUMENT());
    server.expect(TOKEN, grant());
    const before = await kept();
    const failure = await failureOf(account.comeBack(`code=${CODE}&state=${state}`));
    expect([failure.code, await kept()]).toEqual(['id_token_invalid', before]);
  });
});

describe('[RFC9700-31] the published keys are of no use', () => {
  test.each(KEY_SETS)('$name: $code', async (row) => {
    const { state, nonce } = await leave(DOCUMENT());
    const setting = settingFor(nonce);
    server.expect(TOKEN, grant({ id_token: await signer.sign(setting.claims()) }));
    server.expect(KEYS, row.answer(setting));
    const second = { ...row, request: 2 };
    await expectRefusal(second, () => account.comeBack(`code=${CODE}&state=${state}`));
  });
});

describe('[RFC9700-7] [ASVS-10.5.3] a discovery document of which nothing is used', () => {
  test.each(DOCUMENTS)('$name', async ({ name, answer, silentForMs, isHeavy }) => {
    ran.add(name);
    const before = await kept();
    const memory = isHeavy && watchMemory();
    account.clock.moveMs(11 * 60_000);
    server.expect(DISCOVERY, answer(settingFor(null)));
    const leaving = account.authorize();
    if (silentForMs) await passTime(silentForMs);
    const url = new URL(await leaving);
    expect(url.origin + url.pathname).toBe(`${server.origin}/oauth2/authorizations/new`);
    if (memory) expect(memory.grownBytes()).toBeLessThan(MOST_BYTES);
    expect(await kept()).toBe(before);
    expect(target.seen).toEqual([]);
  });
});

describe('[RFC9700-1] [RFC9700-5] [RFC9700-6] [RFC9700-21] the browser comes back with something bad: no token request', () => {
  test.each(CALLBACKS)('$name: $code', async ({ name, code, query, afterMinutes = 0 }) => {
    const { state } = await leave();
    account.clock.moveMs(afterMinutes * 60_000);
    await expectRefusal({ name: `callback: ${name}`, code }, () =>
      account.comeBack(query(state, server.origin)),
    );
  });
});

describe('[RFC9700-33] a refresh', () => {
  test.each(REFRESHES)('$name: $code', async (row) => {
    account.clock.moveMs(11 * 60_000);
    server.expect(DISCOVERY, html(404));
    for (let asked = 0; asked < (row.isLost ? 2 : 1); asked += 1)
      server.expect(TOKEN, row.answer(settingFor(null)));
    const { context, person, id } = account;
    await expectRefusal({ ...row, request: 2 }, () => renewToken(context, person, id));
  });
});
