import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REFUSALS_A_MINUTE, recordRefusal } from '@/lib/audit/refusals';
import { events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const refused = { method: 'POST', path: '/api/people', code: 'forbidden' };
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, seconds));

it('[ASVS-16.3.2] a refused request is a line: who, from where, what was asked, and that it was refused', async () => {
  const viewer = await makePerson(store, 'viewer');
  await recordRefusal(store, viewer, refused, at(0));
  expect(await store.db.select().from(events).where(eq(events.personId, viewer.id))).toMatchObject([
    { kind: 'access_refused', result: 'refused', address: '127.0.0.1', facts: refused, at: at(0) },
  ]);
});

it('[ASVS-16.3.3] whoever tries everything fills no log, and does not hide what others try', async () => {
  const viewer = await makePerson(store, 'viewer');
  const by = { ...viewer, apiKey: { id: randomUUID(), name: 'Curious' } };
  const key = () => store.db.select().from(events).where(eq(events.apiKeyId, by.apiKey.id));
  for (let tries = 0; tries < 100; tries += 1) await recordRefusal(store, by, refused, at(tries / 10));
  expect(await key()).toHaveLength(REFUSALS_A_MINUTE);
  expect((await key()).filter(({ facts }) => facts.more)).toHaveLength(1);

  await recordRefusal(store, null, { ...refused, address: '192.0.2.9' }, at(20));
  expect(await store.db.$count(events, eq(events.address, '192.0.2.9'))).toBe(1);
  await recordRefusal(store, by, refused, at(61));
  expect(await key()).toHaveLength(REFUSALS_A_MINUTE + 1);
});
