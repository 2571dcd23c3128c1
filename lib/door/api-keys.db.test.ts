import { randomUUID } from 'node:crypto';
import { asc, eq, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccount, deleteAccount } from '@/lib/accounts/mutations';
import * as schema from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { checkApiKey } from '@/lib/door/api-key-check';
import { makeApiKey } from '@/lib/door/api-key-format';
import { listApiKeys } from '@/lib/door/api-key-list';
import { DAY_MS, type NewApiKey } from '@/lib/door/api-key-schema';
import { createApiKey, revokeApiKey } from '@/lib/door/api-keys';
import type { Person } from '@/lib/door/person';
import { failureOf } from '@/test/authorization-server/instance';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const { apiKeys, events, people } = schema;
const NOW = new Date('2026-11-24T10:00:00Z');
const inMs = (ms: number) => new Date(NOW.getTime() + ms);
const PIPELINE = '203.0.113.7';

let store: Store;
let owner: Person;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.delete(apiKeys);
  owner = await makePerson(store);
});
afterAll(() => store.close());

const wanted = (parts: Partial<NewApiKey> = {}): NewApiKey => ({
  name: 'SnapLogic pipelines',
  scopes: ['status:read'],
  accountIds: null,
  expiresAt: inMs(90 * DAY_MS),
  ...parts,
});
const make = (parts: Partial<NewApiKey> = {}) => createApiKey(store, owner, wanted(parts), NOW);
const check = (key: string, now = NOW, address = PIPELINE) => checkApiKey(store, key, address, now);
const reasonOf = async (key: string, now = NOW) => {
  const verdict = await check(key, now);
  return verdict.isAccepted ? null : verdict.reason;
};
const linesOf = (kind: string) =>
  store.db.select().from(events).where(eq(events.kind, kind)).orderBy(asc(events.id));

async function makeAccount(label: string) {
  const step = { accountType: 'other', label, clientSource: 'new' } as const;
  return createAccount(store, owner, { ...step, instanceUrl: 'https://acme-test.coupahost.com' });
}

/** Every row of every table, as text. */
async function dump() {
  const tables = Object.values(schema).filter((each) => is(each, PgTable));
  return JSON.stringify(await Promise.all(tables.map((table) => store.db.select().from(table))));
}

describe('making', () => {
  test('the key is nowhere in the database, whole or in part; its hash and last four characters are', async () => {
    const { key, id } = await make();
    const everything = await dump();
    expect(everything).toContain(id);
    expect(everything).toContain(`"${key.slice(-4)}"`);
    for (const part of [key, key.slice(4), key.slice(4, 24), key.slice(24, 44)])
      expect(everything).not.toContain(part);
  });

  test('who made it, for what and until when is written down', async () => {
    const accountId = await makeAccount('AP invoices');
    const { id } = await make({ accountIds: [accountId], scopes: ['token:read'] });
    expect((await linesOf('api_key_made')).at(-1)).toMatchObject({
      personId: owner.id,
      result: 'done',
      facts: {
        keyId: id,
        name: 'SnapLogic pipelines',
        scopes: ['token:read'],
        accounts: [accountId],
        expiresAt: '2027-02-22T10:00:00.000Z',
      },
    });
  });

  test('an account that is not there, or is put away, makes no key and no line', async () => {
    const gone = await makeAccount('Gone');
    await deleteAccount(store, owner, gone);
    const lines = (await linesOf('api_key_made')).length;
    for (const ids of [[randomUUID()], [gone], [await makeAccount('There'), randomUUID()]])
      expect(await failureOf(make({ accountIds: ids }))).toMatchObject({
        code: 'invalid_input',
        facts: { field: 'accountIds' },
      });
    expect(await store.db.select().from(apiKeys)).toEqual([]);
    expect(await linesOf('api_key_made')).toHaveLength(lines);
  });

  test('no key lives longer than 365 days, whatever a browser’s clock says', async () => {
    await make({ expiresAt: inMs(365 * DAY_MS + 1800_000) });
    const [row] = await store.db.select().from(apiKeys);
    expect(row?.expiresAt).toEqual(inMs(365 * DAY_MS));
  });
});

describe('using', () => {
  test('a key acts for its maker: as a viewer, as an editor with accounts:manage, never as an owner, never confirmed', async () => {
    for (const [scopes, role] of [
      [['status:read', 'token:read'], 'viewer'],
      [['status:read', 'token:read', 'accounts:manage'], 'editor'],
    ] as const) {
      const { key, id } = await make({ scopes: [...scopes] });
      expect(await check(key)).toMatchObject({
        isAccepted: true,
        scopes,
        accountIds: null,
        person: {
          id: owner.id,
          role,
          sessionId: null,
          sessionIdHash: `key:${id}`,
          confirmedAt: new Date(0),
          address: PIPELINE,
          apiKey: { id, name: 'SnapLogic pipelines' },
        },
      });
    }
  });

  test('it ends at its very instant', async () => {
    const { key } = await make({ expiresAt: inMs(30 * DAY_MS) });
    expect(await reasonOf(key, inMs(30 * DAY_MS - 1))).toBeNull();
    expect(await reasonOf(key, inMs(30 * DAY_MS))).toBe('expired');
  });

  test('revoked, it opens nothing from the next request on; a second time changes nothing', async () => {
    const { key, id } = await make();
    expect(await reasonOf(key)).toBeNull();
    await revokeApiKey(store, owner, id, NOW);
    expect(await reasonOf(key)).toBe('revoked');
    await revokeApiKey(store, owner, id, inMs(DAY_MS));
    expect(await store.db.select().from(apiKeys)).toMatchObject([{ revokedAt: NOW }]);
    const lines = (await linesOf('api_key_revoked')).filter(({ facts }) => facts.keyId === id);
    expect(lines).toMatchObject([{ personId: owner.id, facts: { name: 'SnapLogic pipelines' } }]);
    expect(await failureOf(revokeApiKey(store, owner, randomUUID(), NOW))).toMatchObject({
      code: 'not_found',
    });
  });

  test('it goes with its maker: disabled or no longer an owner, and back again', async () => {
    const { key } = await make();
    const change = (set: Partial<typeof people.$inferInsert>) =>
      store.db.update(people).set(set).where(eq(people.id, owner.id));
    await change({ disabledAt: NOW });
    expect(await reasonOf(key)).toBe('maker_disabled');
    await change({ disabledAt: null, role: 'editor' });
    expect(await reasonOf(key)).toBe('maker_no_owner');
    await change({ role: 'owner' });
    expect(await reasonOf(key)).toBeNull();
  });

  test('a made-up key with a right checksum is unknown, one without is not even looked for', async () => {
    await make();
    expect(await reasonOf(makeApiKey())).toBe('unknown');
    expect(await reasonOf(`caw_${'A'.repeat(49)}`)).toBe('malformed');
  });

  test('fifty at once all pass; the last use is written at most once a minute', async () => {
    const { key } = await make();
    const at = async (now: Date, address: string) => {
      const verdicts = await Promise.all(Array.from({ length: 50 }, () => check(key, now, address)));
      expect(verdicts.filter(({ isAccepted }) => isAccepted)).toHaveLength(50);
      const [row] = await store.db.select().from(apiKeys);
      return [row?.lastUsedAt, row?.lastUsedAddress];
    };
    expect(await at(NOW, 'first')).toEqual([NOW, 'first']);
    expect(await at(inMs(59_999), 'second')).toEqual([NOW, 'first']);
    expect(await at(inMs(60_001), 'third')).toEqual([inMs(60_001), 'third']);
  });

  test('a refused key leaves no trace of use', async () => {
    const { key } = await make({ expiresAt: inMs(DAY_MS) });
    expect(await reasonOf(key, inMs(DAY_MS))).toBe('expired');
    expect(await store.db.select().from(apiKeys)).toMatchObject([
      { lastUsedAt: null, lastUsedAddress: null },
    ]);
  });
});

describe('listing', () => {
  test('says of each key what a request with it would hear, and two weeks ahead that it ends', async () => {
    const accountId = await makeAccount('AP invoices');
    await make({ name: 'named', accountIds: [accountId], scopes: ['token:read'] });
    await make({ name: 'soon', expiresAt: inMs(14 * DAY_MS) });
    await make({ name: 'not so soon', expiresAt: inMs(14 * DAY_MS + 1) });
    const { id } = await make({ name: 'revoked' });
    await revokeApiKey(store, owner, id, NOW);
    await store.db.insert(apiKeys).values({
      ...{ name: 'over', keyHash: 'made-up', ending: 'abcd', scopes: ['status:read'], createdById: owner.id },
      ...{ createdAt: inMs(-DAY_MS), expiresAt: NOW },
    });
    const { rows, total, expiringSoon } = await listApiKeys(store, 1, NOW);
    expect([total, expiringSoon]).toEqual([5, 1]);
    expect(Object.fromEntries(rows.map(({ name, state }) => [name, state]))).toEqual({
      named: 'active',
      soon: 'expires-soon',
      'not so soon': 'active',
      revoked: 'revoked',
      over: 'expired',
    });
    expect(rows.slice(3).map(({ name }) => name)).toEqual(['revoked', 'over']);
    const named = rows.find(({ name }) => name === 'named');
    expect(named).toMatchObject({ accountLabels: ['AP invoices'], makerName: 'Maya Lindqvist' });
    await store.db.update(people).set({ role: 'viewer' }).where(eq(people.id, owner.id));
    const later = await listApiKeys(store, 1, NOW);
    const states = later.rows.map(({ state }) => state);
    expect(later.expiringSoon).toBe(0);
    expect(states).toEqual(['maker-gone', 'maker-gone', 'maker-gone', 'revoked', 'expired']);
  });

  test('fifty to a page, none twice, and no hash among what is handed on', async () => {
    await store.db.insert(apiKeys).values(
      Array.from({ length: 120 }, (_, n) => ({
        ...{ name: `key ${n}`, keyHash: `made-up-hash-${n}`, ending: 'abcd', createdById: owner.id },
        ...{ scopes: ['status:read' as const], createdAt: NOW, expiresAt: inMs(DAY_MS) },
      })),
    );
    const pages = await Promise.all([1, 2, 3, 4].map((page) => listApiKeys(store, page, NOW)));
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 20, 0]);
    expect(pages[0]?.total).toBe(120);
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(120);
    expect(JSON.stringify(pages)).not.toContain('made-up-hash');
  });
});
