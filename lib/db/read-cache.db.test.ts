import { eq, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Changes, LOOK_EVERY_MS } from '@/lib/db/changes';
import { MAX_AGE_MS, ReadCache } from '@/lib/db/read-cache';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { writesSoFar } from '@/lib/db/writes';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

let store: Store;
let id: string;
let nowMs = 0;
beforeAll(async () => {
  store = await openTestStore();
  ({ id } = await makePerson(store));
});
afterAll(() => store.close());

function counted(kind: Store['kind'] = 'embedded') {
  const changes = new Changes({ db: store.db, kind }, () => nowMs);
  const cache = new ReadCache<string | null>(changes, 3, () => nowMs);
  let reads = 0;
  const get = (name = 'a') =>
    cache.get(name, async () => {
      reads += 1;
      const [row] = await store.db.select().from(people).where(eq(people.id, id));
      return row?.firstName ?? null;
    });
  return { cache, get, reads: () => reads };
}

const rename = (firstName: string) =>
  store.db.transaction(async (tx) => {
    await tx.update(people).set({ firstName }).where(eq(people.id, id));
  });

test('rows are read once, however many ask, until this process writes anything', async () => {
  const { get, reads } = counted();
  await Promise.all(Array.from({ length: 50 }, () => get()));
  await get();
  expect(reads()).toBe(1);
  await rename('Renamed');
  expect([await get(), reads()]).toEqual(['Renamed', 2]);
  await store.db.update(people).set({ firstName: 'Alone' }).where(eq(people.id, id));
  expect([await get(), reads()]).toEqual(['Alone', 3]);
  await store.db.execute(sql`select 1`);
  nowMs += MAX_AGE_MS - 1;
  expect([await get(), reads()]).toEqual(['Alone', 3]);
  nowMs += 1;
  expect([await get(), reads()]).toEqual(['Alone', 4]);
});

test('a transaction counts when it is over, whatever was said in it', async () => {
  const inside = await store.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    return writesSoFar();
  });
  expect(writesSoFar()).toBeGreaterThan(inside);
});

test('what is read while a transaction is open is not kept past its end', async () => {
  const { get } = counted();
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const renaming = store.db.transaction(async (tx) => {
    await tx.update(people).set({ firstName: 'Committed later' }).where(eq(people.id, id));
    begun.resolve();
    await mayEnd.promise;
  });
  await begun.promise;
  // The embedded database has one connection: there the read waits for the transaction, and sees what it wrote.
  const reading = get();
  mayEnd.resolve();
  await Promise.all([renaming, reading]);
  expect(await get()).toBe('Committed later');
});

/** As another process on this database does: past everything that counts here. */
const elsewhere = (text: string, values: unknown[] = []) =>
  (store.db as unknown as { $client: Pick<Pool, 'query'> }).$client.query(text, values);

test('what another process changed is seen within a second, by the head of the audit log, which is asked for once', async () => {
  const { get, reads } = counted('server');
  const before = await get();
  await elsewhere('update people set first_name = $1 where id = $2', ['Elsewhere', id]);
  await elsewhere('update audit_heads set sequence = sequence + 1');
  nowMs += LOOK_EVERY_MS - 1;
  expect([await get(), reads()]).toEqual([before, 1]);
  nowMs += 1;
  expect(await Promise.all([get(), get(), get()])).toEqual(Array(3).fill('Elsewhere'));
  nowMs += LOOK_EVERY_MS;
  expect([await get(), reads()], 'nothing changed: the kept row is good for another second').toEqual([
    'Elsewhere',
    2,
  ]);
});

test('a failure and an absence are asked for again; what was used first is forgotten first', async () => {
  const { cache } = counted();
  await expect(cache.get('x', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.get('x', async () => null)).toBeNull();
  expect(await cache.get('x', async () => 'there')).toBe('there');
  for (const name of ['a', 'b', 'c']) await cache.get(name, async () => name);
  expect(cache.size).toBe(3);
  expect(await cache.get('x', async () => 'read again')).toBe('read again');
});
