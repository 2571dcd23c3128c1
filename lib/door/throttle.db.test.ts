import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { admitTry, forgetTries } from '@/lib/door/throttle';
import { waitWords } from '@/lib/door/wait-words';
import { openTestStore } from '@/test/database';

const start = new Date('2026-03-01T08:00:00Z');
const guess = { email: 'ann@acme.example', address: '192.0.2.7', browserId: null };

let store: Store;
let now: Date;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.delete(signInTries);
  now = start;
});
afterAll(() => store.close());

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const waitOf = async (which = guess) => {
  const admission = await admitTry(store, which, now);
  return admission.isAdmitted ? 0 : admission.waitSeconds;
};

test('the wait doubles with every failure after the fifth', async () => {
  for (let n = 0; n < 5; n += 1) expect(await waitOf()).toBe(0);
  for (const seconds of [60, 120, 240]) {
    expect(await waitOf()).toBe(seconds);
    pass(seconds);
    expect(await waitOf()).toBe(0);
  }
});

test('[ASVS-6.3.1] 1,000 guesses in a row get few tries, lock nobody out for longer than the last wait, and never the browser that its person knows', async () => {
  let admitted = 0;
  for (let n = 0; n < 1000; n += 1) {
    if ((await waitOf()) === 0) admitted += 1;
    pass(6);
  }
  expect(admitted).toBeLessThan(60);
  expect((await admitTry(store, { ...guess, browserId: 'known' }, now)).isAdmitted).toBe(true);
  pass(15 * 60);
  expect(await waitOf()).toBe(0);
}, 60_000);

test('an address is held after 20 failures with any emails; others are not', async () => {
  for (let n = 0; n < 20; n += 1) expect(await waitOf({ ...guess, email: `p${n}@acme.example` })).toBe(0);
  expect(await waitOf({ ...guess, email: 'new@acme.example' })).toBe(60);
  expect(await waitOf({ ...guess, email: 'new@acme.example', address: '192.0.2.8' })).toBe(0);
});

test('a successful sign-in does not settle the failures of its address', async () => {
  for (let n = 0; n < 19; n += 1) await waitOf({ ...guess, email: `p${n}@acme.example` });
  const own = await admitTry(store, guess, now);
  if (!own.isAdmitted) throw new Error('held too early');
  await forgetTries(store, guess, own.tryIds);
  expect(await store.db.select().from(signInTries)).toHaveLength(38);
  expect(await waitOf()).toBe(0);
  expect(await waitOf({ ...guess, email: 'new@acme.example' })).toBe(60);
});

test('rows older than the window are removed', async () => {
  await waitOf();
  pass(15 * 60 + 1);
  await waitOf();
  expect(await store.db.select().from(signInTries)).toHaveLength(2);
});

test('the words round up to minutes', () => {
  expect(waitWords(1)).toBe('Too many tries. Try again in 1 minute.');
  expect(waitWords(61)).toBe('Too many tries. Try again in 2 minutes.');
  expect(waitWords(240)).toBe('Too many tries. Try again in 4 minutes.');
});
