import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAccounts } from '@/lib/accounts/list-data';
import type { AccountFilter, AccountPage } from '@/lib/accounts/view';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';
import { seedListedAccounts } from '@/test/seed-accounts';

/** 1,200 accounts: 24 need a person, 48 are being set up, 24 are deleted, the others are valid. */
const COUNT = 1200;

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  await seedListedAccounts(store, COUNT);
});
afterAll(() => store.close());

const list = (query: { search?: string; filter?: AccountFilter; page?: number; after?: string }) =>
  listAccounts(store, { search: '', filter: 'all', page: 1, ...query }, 'http://localhost:3000', new Date());

/** Page after page by `next`, as a script would. */
async function walk(filter: AccountFilter): Promise<AccountPage['rows']> {
  const rows: AccountPage['rows'] = [];
  let page = await list({ filter });
  for (let turn = 0; turn < 40; turn += 1) {
    rows.push(...page.rows);
    if (page.next === null) return rows;
    page = await list({ filter, after: page.next });
  }
  throw new Error('the list has no end');
}

test('counts end at 1,000 and say so', async () => {
  const page = await list({});
  expect(page.counts).toEqual({ all: 1000, 'needs-person': 24, 'setting-up': 48, valid: 1000, deleted: 24 });
  expect(page).toMatchObject({ uncounted: ['all', 'valid'], total: 1000, searched: 'all' });
});

test('by `next` every account comes exactly once, those that need a person first, then the ones changed last', async () => {
  const rows = await walk('all');
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows).toHaveLength(COUNT - 24);
  const needing = rows.map(({ status }) => status.needsPerson);
  expect(needing.slice(0, 24)).toEqual(Array(24).fill(true));
  expect(needing.slice(24)).not.toContain(true);
  const changed = rows.slice(24).map(({ updatedAt }) => updatedAt);
  expect(changed).toEqual([...changed].sort().reverse());
});

test('a page by number and the same rows by `next` are the same', async () => {
  const first = await list({ filter: 'valid' });
  const second = await list({ filter: 'valid', page: 2 });
  const after = await list({ filter: 'valid', after: first.next ?? '' });
  expect(after.rows).toEqual(second.rows);
  expect([second.page, after.page, after.next]).toEqual([2, null, second.next]);
  const last = await list({ filter: 'needs-person' });
  expect(last.rows).toHaveLength(24);
  expect(last.next).toBeNull();
});

test('each filter shows what its words say, and an unknown place is the beginning', async () => {
  for (const [filter, kinds] of [
    ['needs-person', ['limited', 'rejected']],
    ['setting-up', ['setting-up']],
    ['valid', ['valid']],
    ['deleted', ['deleted']],
  ] as const) {
    const seen = new Set((await walk(filter)).map(({ status }) => status.kind as string));
    expect([...seen].sort()).toEqual(kinds);
  }
  expect((await list({ after: 'bm9uc2Vuc2U' })).page).toBe(1);
});

test('a search looks at all accounts; what it leaves out it says', async () => {
  expect((await list({ search: 'invoices 1196' })).rows.map(({ label }) => label)).toEqual([
    'AP invoices 1196',
  ]);
  const many = await list({ search: 'coupahost' });
  expect(many).toMatchObject({ searched: 'some-found' });
  expect(many.uncounted).toContain('all');
  // Of two letters only the accounts are searched that were changed last.
  expect(await list({ search: 'AP' })).toMatchObject({ searched: 'changed-last' });
  const byOwner = await list({ search: 'lindqvist', filter: 'setting-up' });
  expect(byOwner.rows.length).toBeGreaterThan(0);
});
