import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditFilter } from '@/lib/audit/audit-filter';
import { lineClauses } from '@/lib/audit/line-clauses';
import { listActors, listLines, queryLines } from '@/lib/audit/list-lines';
import { recordEventAlone } from '@/lib/audit/record';
import { accounts, apiKeys } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

let store: Store;
let maya: Person;
let ines: Person;
let acme: string;
let globex: string;
const noon = (day: number) => new Date(Date.UTC(2026, 10, day, 12));

beforeAll(async () => {
  store = await openTestStore();
  [maya, ines] = [await makePerson(store), await makePerson(store, 'editor')];
  [acme, globex] = [await makeAccount('Acme 100% spend'), await makeAccount('Globex')];
  const [key] = await store.db
    .insert(apiKeys)
    .values({
      name: 'Nightly',
      keyHash: 'made-up',
      ending: 'f3a9',
      scopes: [],
      createdById: maya.id,
      createdAt: noon(1),
      expiresAt: noon(30),
    })
    .returning();
  const add = (entry: Parameters<typeof recordEventAlone>[1]) => recordEventAlone(store, entry);
  await add({ kind: 'created', by: maya, accountId: acme, at: noon(1) });
  await add({ kind: 'token_failed', by: ines, accountId: globex, result: 'failed', at: noon(2) });
  await add({ kind: 'sign_in_refused', by: null, address: '192.0.2.1', result: 'refused', at: noon(3) });
  const byKey = { ...maya, apiKey: { id: key?.id ?? '', name: 'Nightly' } };
  await add({ kind: 'token_read', by: byKey, accountId: acme, at: noon(4) });
  await add({ kind: 'role_changed', by: maya, facts: { person: ines.id, to: 'viewer' }, at: noon(5) });
  await add({ kind: 'access_refused', by: ines, accountId: globex, result: 'refused', at: noon(6) });
});
afterAll(() => store.close());

async function makeAccount(label: string) {
  const values = { label, ownerId: maya.id, accountType: 'other', clientSource: 'new' } as const;
  const [made] = await store.db
    .insert(accounts)
    .values({ ...values, instanceUrl: 'https://acme.coupahost.com' })
    .returning();
  return made?.id ?? '';
}

const list = (filter: AuditFilter = {}, isOwner = true) => listLines(store, { filter, isOwner, limit: 50 });
const sequences = async (filter: AuditFilter, isOwner = true) =>
  (await list(filter, isOwner)).map(({ sequence }) => sequence);

it('tells each line, newest first: who, by which key, which account, from where', async () => {
  const lines = await list();
  expect(lines.map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(lines[2]).toEqual({
    sequence: 4,
    at: noon(4).toISOString(),
    kind: 'token_read',
    result: 'done',
    person: { id: maya.id, name: 'Maya Lindqvist' },
    subject: null,
    apiKeyName: 'Nightly',
    account: { id: acme, label: 'Acme 100% spend' },
    address: '127.0.0.1',
    facts: {},
  });
  expect(lines[1]).toMatchObject({ kind: 'role_changed', subject: 'Maya Lindqvist' });
  expect(lines[3]).toMatchObject({ person: null, account: null, address: '192.0.2.1' });
});

it('finds by every filter, and by several together', async () => {
  expect(await sequences({ group: 'tokens' })).toEqual([2]);
  expect(await sequences({ group: 'people' })).toEqual([5]);
  expect(await sequences({ person: ines.id })).toEqual([6, 2]);
  expect(await sequences({ account: acme })).toEqual([4, 1]);
  expect(await sequences({ result: 'refused' })).toEqual([6, 3]);
  expect(await sequences({ result: 'done' })).toEqual([5, 4, 1]);
  expect(await sequences({ from: '2026-11-05' })).toEqual([6, 5]);
  expect(await sequences({ to: '2026-11-02' })).toEqual([2, 1]);
  expect(await sequences({ from: '2026-11-02', to: '2026-11-04' })).toEqual([4, 3, 2]);
  expect(await sequences({ label: 'ACME' })).toEqual([4, 1]);
  expect(await sequences({ label: '100%' })).toEqual([4, 1]);
  expect(await sequences({ label: '1_0' })).toEqual([]);
  expect(await sequences({ label: `'; drop table events; --` })).toEqual([]);
  expect(await sequences({ label: 'globex', person: ines.id, result: 'failed' })).toEqual([2]);
  expect(await sequences({ account: randomUUID() })).toEqual([]);
});

it('goes on before a sequence', async () => {
  const page = await listLines(store, { filter: {}, isOwner: true, before: 4, limit: 2 });
  expect(page.map(({ sequence }) => sequence)).toEqual([3, 2]);
});

it('[ASVS-8.2.2] shows who is no owner only what happened to accounts, and no address, whatever is asked for', async () => {
  const lines = await list({}, false);
  expect(lines.map(({ kind }) => kind)).toEqual(['token_read', 'token_failed', 'created']);
  expect(lines.map(({ address }) => address)).toEqual([null, null, null]);
  expect(await sequences({ group: 'people' }, false)).toEqual([]);
  expect(await sequences({ result: 'refused' }, false)).toEqual([]);
  expect(await listActors(store, false)).toHaveLength(2);
  await makePerson(store, 'viewer');
  expect(await listActors(store, false)).toHaveLength(2);
  expect(await listActors(store, true)).toHaveLength(3);
});

it('takes days from their first to their last moment', async () => {
  for (const at of ['2026-12-01T23:59:59.999Z', '2026-12-02T00:00:00.000Z', '2026-12-02T23:59:59.999Z'])
    await recordEventAlone(store, { kind: 'started', by: null, at: new Date(at) });
  expect(await sequences({ from: '2026-12-02' })).toEqual([9, 8]);
  expect(await sequences({ from: '2026-12-01', to: '2026-12-01' })).toEqual([7]);
});

describe('with many lines', () => {
  beforeAll(async () => {
    // As one statement; no chain is asked for here.
    await store.db.execute(sql`
      insert into events (id, at, kind, result, account_id, person_id, facts)
      select n, '2025-01-01'::timestamptz + n * interval '1 minute',
        case when n % 5000 = 0 then 'role_changed' when n % 3 = 0 then 'renewed' else 'token_read' end,
        case when n % 4000 = 0 then 'refused' else 'done' end,
        gen_random_uuid(), case when n % 6000 = 0 then ${ines.id}::uuid else ${maya.id}::uuid end, '{}'
      from generate_series(1001, 41000) n`);
    await store.db.execute('analyze events');
  });

  it.each<[string, AuditFilter]>([
    ['nothing', {}],
    ['a rare kind', { group: 'people' }],
    ['a frequent kind', { group: 'tokens' }],
    ['a person with few lines', { person: 'ines' }],
    ['a person with many lines', { person: 'maya' }],
    ['an account', { account: randomUUID() }],
    ['refusals', { result: 'refused' }],
    ['old days', { from: '2025-01-02', to: '2025-01-03' }],
    ['a label', { label: 'acme' }],
  ])('reads few of them for %s, by an index', async (_, filter) => {
    const who = { ines: ines.id, maya: maya.id }[filter.person ?? ''];
    const plan = await explain({ ...filter, ...(who && { person: who }) });
    expect(plan, plan).not.toContain('Seq Scan on events');
    expect(plan, plan).toContain('Index');
  });
});

/** How the database would go about the query that `listLines` sends. */
async function explain(filter: AuditFilter): Promise<string> {
  const query = queryLines(store, await lineClauses(store, filter, true), { isOwner: true, limit: 51 });
  // The raw result is typed for each driver; both have `rows`.
  const { rows } = (await store.db.execute(sql`explain ${query.getSQL()}`)) as unknown as {
    rows: Record<string, string>[];
  };
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
