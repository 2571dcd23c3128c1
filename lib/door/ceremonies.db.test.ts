import { afterAll, beforeAll, expect, test } from 'vitest';
import { ceremonies } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import {
  CEREMONY_MS,
  CEREMONY_TRIES,
  claimCeremony,
  renewChallenge,
  startCeremony,
  takeTry,
} from '@/lib/door/ceremonies';
import { openTestStore } from '@/test/database';

const start = new Date('2026-03-01T08:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const begin = () => startCeremony(store, { kind: 'passkey_sign_in', challenge: 'made-up' }, start);

test('is claimed once of twenty claims at once', async () => {
  const id = await begin();
  const claims = await Promise.all(
    Array.from({ length: 20 }, () => claimCeremony(store, 'passkey_sign_in', id, start)),
  );
  expect(claims.filter(Boolean)).toEqual([{ personId: null, challenge: 'made-up' }]);
});

test('is over after five minutes, for another kind, and under another id', async () => {
  const id = await begin();
  expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  expect(await claimCeremony(store, 'passkey_sign_in', id, later(CEREMONY_MS))).toBeNull();
  expect(await claimCeremony(store, 'confirmation', id, start)).toBeNull();
  expect(await claimCeremony(store, 'passkey_sign_in', '', start)).toBeNull();
  expect(await claimCeremony(store, 'passkey_sign_in', id, later(CEREMONY_MS - 1))).not.toBeNull();
  expect(await renewChallenge(store, 'passkey_sign_in', id, 'another', start)).toBeNull();
});

test('has five tries, also of twenty at once', async () => {
  const id = await begin();
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => takeTry(store, 'passkey_sign_in', id, start)),
  );
  expect(tries.filter(Boolean)).toHaveLength(CEREMONY_TRIES);
});

test('keeps no id in the clear, and no row for longer than an hour after its end', async () => {
  const id = await begin();
  expect(JSON.stringify(await store.db.select().from(ceremonies))).not.toContain(id);
  await startCeremony(store, { kind: 'confirmation' }, later(CEREMONY_MS + 60 * 60_000 + 1));
  expect(await store.db.select().from(ceremonies)).toHaveLength(1);
});
