import { randomUUID } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccount } from '@/lib/accounts/mutations';
import type { ChainEvent } from '@/lib/audit/chain-event';
import { recordEvent, recordEventAlone } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify-chain';
import { accounts, events, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

let store: Store;
let by: Person;
beforeAll(async () => {
  store = await openTestStore();
  by = await makePerson(store);
});
afterAll(() => store.close());

const newest = async () => (await store.db.select().from(events).orderBy(desc(events.id)).limit(1))[0];
const lines = () => store.db.$count(events);
async function verdict() {
  let last: ChainEvent | undefined;
  for await (const said of verifyChain(store)) last = said;
  return last;
}

it('[ASVS-16.2.1] a line says when, where from, who and what, for a person, a key and the service itself', async () => {
  const accountId = randomUUID();
  const apiKey = { id: randomUUID(), name: 'Nightly pipelines' };
  await recordEventAlone(store, {
    kind: 'token_read',
    by: { ...by, address: '192.0.2.7', apiKey },
    accountId,
    facts: { version: 3 },
  });
  expect(await newest()).toMatchObject({
    at: expect.any(Date),
    kind: 'token_read',
    result: 'done',
    personId: by.id,
    apiKeyId: apiKey.id,
    address: '192.0.2.7',
    accountId,
    facts: { version: 3 },
  });
  await recordEventAlone(store, {
    kind: 'sign_in_refused',
    by: null,
    address: '192.0.2.8',
    result: 'refused',
  });
  expect(await newest()).toMatchObject({ personId: null, address: '192.0.2.8', result: 'refused' });
});

it('[ASVS-16.2.2] an instant is the same whatever zone process and database are in', async () => {
  const at = new Date('2026-03-29T01:30:00.123Z');
  await recordEventAlone(store, { kind: 'started', by: null, at });
  const found = await store.db.execute(
    sql`select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') as utc from events order by id desc limit 1`,
  );
  // The raw result is typed for each driver; both have `rows`.
  expect((found as unknown as { rows: unknown[] }).rows).toEqual([{ utc: '2026-03-29T01:30:00.123' }]);
});

it('[ASVS-2.3.3] a change whose line cannot be written is not made', async () => {
  await store.db.execute('alter table audit_heads rename to audit_heads_away');
  const step = { label: 'Not to be', accountType: 'other', clientSource: 'new' } as const;
  const made = createAccount(store, by, { ...step, instanceUrl: 'https://acme.coupahost.com' });
  await expect(made).rejects.toThrow();
  await store.db.execute('alter table audit_heads_away rename to audit_heads');
  expect(await store.db.$count(accounts)).toBe(0);
});

it('[ASVS-2.3.3] a line whose change fails is not written, and leaves no gap in the chain', async () => {
  const before = await lines();
  const failing = store.db.transaction(async (tx) => {
    await recordEvent({ db: tx, ring: store.ring }, { kind: 'role_changed', by, facts: { role: 'viewer' } });
    await tx.update(people).set({ role: 'viewer' }).where(eq(people.id, by.id));
    await tx.execute('select 1 / 0');
  });
  await expect(failing).rejects.toThrow();
  expect(await lines()).toBe(before);
  expect((await store.db.select().from(people).where(eq(people.id, by.id)))[0]?.role).toBe('owner');
  await recordEventAlone(store, { kind: 'signed_out', by });
  expect(await verdict()).toMatchObject({ type: 'unbroken' });
});

it('[ASVS-15.4.1] fifty transactions of many writers at once leave one chain without gap or fork', async () => {
  const before = await lines();
  const write = (writer: number) =>
    store.db.transaction(async (tx) => {
      for (let line = 1; line <= 20; line += 1)
        await recordEvent({ db: tx, ring: store.ring }, { kind: 'applied', by, facts: { writer, line } });
    });
  // As many at once as there are connections: who waits for one longer than 5 s is refused.
  for (let round = 0; round < 5; round += 1)
    await Promise.all(Array.from({ length: 10 }, (_, each) => write(round * 10 + each)));
  expect(await verdict()).toMatchObject({ type: 'unbroken', lines: before + 1000 });
});
