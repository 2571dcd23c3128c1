import { afterAll, beforeAll, expect, test } from 'vitest';
import { recoveryCodes } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import {
  countRecoveryCodes,
  normalCode,
  RECOVERY_CODES,
  replaceRecoveryCodes,
  takeRecoveryCode,
} from '@/lib/door/recovery-codes';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const now = new Date('2026-03-01T08:00:00Z');
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const make = (personId: string) => store.db.transaction((tx) => replaceRecoveryCodes(tx, personId, now));

test('ten codes of 120 bits, kept as hashes only', async () => {
  const { id } = await makePerson(store);
  const codes = await make(id);
  expect(new Set(codes).size).toBe(RECOVERY_CODES);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{6}-){3}[0-9a-hjkmnp-tv-z]{6}$/);
  const kept = JSON.stringify(await store.db.select().from(recoveryCodes));
  for (const code of codes) {
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(normalCode(code));
  }
});

test('[ASVS-6.5.1] a code works once, also when it is tried twenty times at once', async () => {
  const { id } = await makePerson(store);
  const [code = ''] = await make(id);
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => takeRecoveryCode(store.db, id, code, now)),
  );
  expect(tries.filter(Boolean)).toHaveLength(1);
  expect(await takeRecoveryCode(store.db, id, code, now)).toBe(false);
  expect(await countRecoveryCodes(store.db, id)).toBe(RECOVERY_CODES - 1);
});

test('is read whatever its capitals, dashes and mistaken letters', async () => {
  const { id } = await makePerson(store);
  const [code = ''] = await make(id);
  const mistaken = ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')} `;
  expect(await takeRecoveryCode(store.db, id, mistaken, now)).toBe(true);
});

test('of somebody else, cut off, or from before the newest ten: nothing', async () => {
  const [one, two] = [await makePerson(store), await makePerson(store)];
  const [mine = ''] = await make(one.id);
  expect(await takeRecoveryCode(store.db, two.id, mine, now)).toBe(false);
  expect(await takeRecoveryCode(store.db, one.id, mine.slice(0, -1), now)).toBe(false);
  expect(await takeRecoveryCode(store.db, one.id, '', now)).toBe(false);
  await make(one.id);
  expect(await takeRecoveryCode(store.db, one.id, mine, now)).toBe(false);
});
