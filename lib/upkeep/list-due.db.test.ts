import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { listDue } from '@/lib/upkeep/data';
import { openTestStore } from '@/test/database';
import { seedListedAccounts } from '@/test/seed-accounts';

const NOW = new Date();
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
/** More than are put into the order of their ends. */
const COUNT = 2600;

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  await seedListedAccounts(store, COUNT);
  await store.db.update(upkeep).set({ dueAt: minutesAgo(60) });
});
afterAll(() => store.close());

const endsFirst = async (accountId: string, dueMinutesAgo: number) => {
  await store.db
    .update(tokens)
    .set({ expiresAt: minutesAgo(-5) })
    .where(eq(tokens.accountId, accountId));
  await store.db
    .update(upkeep)
    .set({ dueAt: minutesAgo(dueMinutesAgo) })
    .where(eq(upkeep.accountId, accountId));
};
const first = async (limit: number) =>
  (await listDue(store, NOW, { limit, without: [] })).map(({ accountId }) => accountId);

test('the token that ends first goes first, among those that have been due longest', async () => {
  const [early = '', late = ''] = await first(200);
  await endsFirst(early, 61);
  await endsFirst(late, 1);
  const found = await first(200);
  expect(found).toHaveLength(200);
  expect(found[0]).toBe(early);
  // Its turn comes when fewer have been due for longer than it.
  expect(found).not.toContain(late);
  await store.db.delete(upkeep).where(eq(upkeep.dueAt, minutesAgo(60)));
  expect(await first(200)).toEqual([early, late]);
});
