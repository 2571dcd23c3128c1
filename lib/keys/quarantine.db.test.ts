import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { getAccount } from '@/lib/accounts/data';
import { listAccounts } from '@/lib/accounts/list-data';
import { accounts, tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { rewrapAll } from '@/lib/keys/rewrap-all';
import { runValidation } from '@/lib/reports/run';
import { openAccessToken } from '@/lib/tokens/open';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { CLIENT, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';
import { makeKeyRing } from '@/test/key-ring';

const APP = 'http://localhost:3000';
const server = scriptedServer();
let store: Store;
let logged: string[] = [];
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  logged = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});
afterEach(() => vi.restoreAllMocks());

/** Not the very last character: in base64 some of its bits stand for nothing, and a change of those is none. */
const flipOne = (sealed: string) => sealed.replace(/.(?=.$)/, (one) => (one === 'A' ? 'B' : 'A'));

/** Changes one stored value from outside, as somebody with access to the database would. */
async function tamper(id: string, value: 'clientSecretSealed' | 'accessTokenSealed' | 'refreshTokenSealed') {
  if (value === 'clientSecretSealed') {
    const [row] = await store.db.select().from(accounts).where(eq(accounts.id, id));
    await store.db
      .update(accounts)
      .set({ clientSecretSealed: flipOne(row?.clientSecretSealed ?? '') })
      .where(eq(accounts.id, id));
    return;
  }
  const [row] = await store.db.select().from(tokens).where(eq(tokens.accountId, id));
  await store.db
    .update(tokens)
    .set({ [value]: flipOne(row?.[value] ?? '') })
    .where(eq(tokens.accountId, id));
}

async function connected(): Promise<TestAccount> {
  const account = await TestAccount.make(store, server);
  server.expect(TOKEN, grant());
  await account.authorize();
  return account;
}

const view = (account: TestAccount) => getAccount(store, account.id, APP, account.clock.now());
const kindsOf = async (account: TestAccount) => (await account.history()).map(({ kind }) => kind);
const validate = async (account: TestAccount) => {
  const events = runValidation(account.context, account.person, account.id, new AbortController().signal);
  for await (const _ of events);
};

describe('[ASVS-11.2.5] a value that was changed from outside', () => {
  test('puts its one account aside: the page explains it, every use is refused, the other account goes on', async () => {
    const [hit, other] = [await connected(), await connected()];
    await tamper(hit.id, 'accessTokenSealed');
    const before = await view(hit);
    expect(before).toMatchObject({
      token: null,
      isTokenCurrent: false,
      nextStep: 'credentials',
      quarantine: { value: 'access_token' },
      status: { kind: 'quarantined', needsPerson: true },
    });
    const refused = { code: 'account_quarantined', facts: { value: 'access_token' } };
    await expect(renewToken(hit.context, hit.person, hit.id)).rejects.toMatchObject(refused);
    await expect(validate(hit)).rejects.toMatchObject(refused);
    await expect(hit.tokens()).rejects.toMatchObject(refused);
    expect((await kindsOf(hit)).filter((kind) => kind === 'quarantined')).toHaveLength(1);
    expect(logged.join('')).toContain('"event":"account_quarantined"');

    server.expect(TOKEN, grant());
    await renewToken(other.context, other.person, other.id);
    expect((await view(other)).quarantine).toBeNull();
  });

  test('is shown in the list, first and as in need of a person, without opening anything', async () => {
    const hit = await connected();
    await tamper(hit.id, 'accessTokenSealed');
    await view(hit);
    const blind: Store = { ...store, ring: { ...makeKeyRing('k9'), currentId: 'k9' } };
    const query = { search: '', filter: 'needs-person' as const, page: 1 };
    const { rows } = await listAccounts(blind, query, APP, new Date());
    expect(rows.find(({ id }) => id === hit.id)?.status).toMatchObject({ kind: 'quarantined' });
    const settingUp = await listAccounts(blind, { ...query, filter: 'setting-up' }, APP, new Date());
    expect(settingUp.rows.map(({ id }) => id)).not.toContain(hit.id);
  });

  test('a token: Authorize writes a new one, and the account goes on', async () => {
    const hit = await connected();
    await tamper(hit.id, 'accessTokenSealed');
    await view(hit);
    server.expect(TOKEN, grant());
    await hit.authorize();
    expect(await view(hit)).toMatchObject({ quarantine: null, isTokenCurrent: true, nextStep: 'result' });
    expect((await hit.tokens())?.version).toBe(2);
    expect(await kindsOf(hit)).toContain('quarantine_ended');
  });

  test('a client secret: Authorize is refused without a request; a new secret ends it, the same Client ID without one does not', async () => {
    const hit = await connected();
    await tamper(hit.id, 'clientSecretSealed');
    const refused = { code: 'account_quarantined', facts: { value: 'client_secret' } };
    await expect(hit.authorize()).rejects.toMatchObject(refused);
    expect(server.seen.filter(({ path }) => path === '/oauth2/token')).toHaveLength(1);
    await hit.saveSecret('');
    expect((await view(hit)).quarantine).toMatchObject({ value: 'client_secret' });
    expect((await view(hit)).problem).toBeNull();
    await hit.saveSecret(CLIENT.clientSecret);
    expect((await view(hit)).quarantine).toBeNull();
    expect(await kindsOf(hit)).toContain('quarantine_ended');
    server.expect(TOKEN, grant());
    await hit.authorize();
  });

  test('found while re-wrapping puts its account aside as well, and the work goes on to the end', async () => {
    const [hit, other] = [await connected(), await connected()];
    // Of a value only the wrapped data key is opened then; the rest is checked when it is used.
    const [, , wrapped = ''] = ((await hit.load()).account.clientSecretSealed ?? '').split('.');
    const clientSecretSealed = `ev2.k1.${flipOne(wrapped.slice(0, -1))}.AAAA`;
    await store.db.update(accounts).set({ clientSecretSealed }).where(eq(accounts.id, hit.id));
    const { ring } = store;
    const fresh = makeKeyRing('k2');
    const rotated: Store = {
      ...store,
      ring: { ...ring, currentId: 'k2', keys: new Map([...fresh.keys, ...ring.keys]) },
    };
    const { unusable } = await rewrapAll(rotated, { signal: new AbortController().signal });
    expect(unusable).toBeGreaterThanOrEqual(1);
    expect((await hit.load()).account.quarantinedValue).toBe('client_secret');
    expect((await other.load()).account).toMatchObject({ quarantinedAt: null });
    expect((await other.load()).token?.accessTokenSealed).toMatch(/^ev2\.k2\./);
    Object.assign(ring, rotated.ring);
  });
});

test('a value that was replaced since it was read puts nothing aside', async () => {
  const account = await connected();
  const { token } = await account.load();
  if (!token) throw new Error('no token');
  const stale = { ...token, accessTokenSealed: flipOne(token.accessTokenSealed) };
  await expect(openAccessToken(store, stale)).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect((await view(account)).quarantine).toBeNull();
});
