import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '@/lib/db/store';
import { tendEmbedded } from '@/lib/db/tend-embedded';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('the embedded database is told how many rows it has; a server is left to itself', async () => {
  for (let made = 0; made < 3; made += 1) await makePerson(store);
  await tendEmbedded(store);
  const answer = await store.db.execute(sql`select reltuples from pg_class where relname = 'people'`);
  const { rows } = answer as unknown as { rows: { reltuples: number }[] };
  expect(rows).toEqual([{ reltuples: store.kind === 'embedded' ? 3 : expect.any(Number) }]);
});
