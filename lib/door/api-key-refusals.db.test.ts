import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { noteRefusal } from '@/lib/door/api-key-refusals';
import { openTestStore } from '@/test/database';
import { useStore } from '@/test/use-store';

const TEN_MINUTES = 10 * 60_000;
/** Each test begins in a window of its own. */
let now = new Date('2026-11-24T10:00:00Z');
let store: Store;
beforeAll(async () => {
  store = await useStore();
});
beforeEach(() => {
  now = new Date(now.getTime() + TEN_MINUTES);
});
afterAll(() => store.close());

const lines = async () =>
  (await store.db.select().from(events).where(eq(events.kind, 'api_key_refused'))).filter(
    ({ at }) => at >= now,
  );
const refuse = (address: string, at = now) => noteRefusal(store, { reason: 'unknown', address }, at);

test('a thousand guesses from one address are one line in ten minutes, and the next one after', async () => {
  await Promise.all(Array.from({ length: 1000 }, () => refuse('203.0.113.9')));
  expect(await lines()).toMatchObject([
    {
      result: 'refused',
      personId: null,
      apiKeyId: null,
      address: '203.0.113.9',
      facts: { reason: 'unknown' },
    },
  ]);
  await refuse('203.0.113.9', new Date(now.getTime() + TEN_MINUTES - 1));
  expect(await lines()).toHaveLength(1);
  await refuse('203.0.113.9', new Date(now.getTime() + TEN_MINUTES));
  expect(await lines()).toHaveLength(2);
  now = new Date(now.getTime() + TEN_MINUTES);
});

test('a thousand addresses are twenty lines', async () => {
  for (let n = 0; n < 1000; n++) await refuse(`2001:db8::${n.toString(16)}`);
  expect(await lines()).toHaveLength(20);
});

test('each key that is known has a line of its own', async () => {
  const ids = [randomUUID(), randomUUID()];
  for (const keyId of [...ids, ...ids])
    await noteRefusal(store, { reason: 'revoked', keyId, address: '203.0.113.9' }, now);
  expect((await lines()).map(({ facts }) => facts.keyId)).toEqual(ids);
});

test('a log that cannot be written keeps nothing open: the refusal stands, and the line on standard error says so', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const closed = await openTestStore();
  await closed.close();
  await noteRefusal(closed, { reason: 'unknown', address: '203.0.113.9' }, now);
  expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toMatchObject({ event: 'refusal_not_recorded' });
  written.mockRestore();
});
