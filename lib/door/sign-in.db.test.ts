import { gt, max } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, people, signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { browserCookieFor } from '@/lib/door/known-browser';
import { checkSession } from '@/lib/door/sessions';
import { signIn } from '@/lib/door/sign-in';
import { openTestStore } from '@/test/database';
import { weakHash } from '@/test/weak-hash';

const start = new Date('2026-03-01T08:00:00Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const right = {
  email: 'ann@acme.example',
  password: 'quiet river stone',
  address: '192.0.2.7',
  userAgent: 'Made-up browser',
  browserCookie: undefined as string | undefined,
};
const wrong = { ...right, password: 'loud river stone' };

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const passwordHash = weakHash(right.password);
  await store.db
    .insert(people)
    .values({ email: right.email, firstName: 'Ann', lastName: 'Lee', role: 'owner', passwordHash });
});
beforeEach(async () => {
  await store.db.delete(signInTries);
  await store.db.update(people).set({ disabledAt: null });
});
afterAll(() => store.close());

test('the right password starts a session', async () => {
  const result = await signIn(store, right, start);
  if (result.outcome !== 'signed_in') throw new Error(result.outcome);
  expect(await checkSession(store, result.sessionId, '127.0.0.1', start, false)).toMatchObject({
    email: right.email,
  });
});

test('a wrong password, an unknown email and a disabled person are refused alike', async () => {
  expect(await signIn(store, wrong, start)).toEqual({ outcome: 'refused' });
  expect(await signIn(store, { ...right, email: 'eve@acme.example' }, start)).toEqual({ outcome: 'refused' });
  await store.db.update(people).set({ disabledAt: start });
  expect(await signIn(store, right, start)).toEqual({ outcome: 'refused' });
});

test('six wrong ones are answered with a wait, after which the owner comes in', async () => {
  for (let n = 0; n < 5; n += 1) expect(await signIn(store, wrong, start)).toEqual({ outcome: 'refused' });
  expect(await signIn(store, right, start)).toEqual({ outcome: 'wait', waitSeconds: 60 });
  expect(await signIn(store, right, minutes(1))).toMatchObject({ outcome: 'signed_in' });
});

test('of many guesses at once no more than five are tried', async () => {
  const guesses = await Promise.all(Array.from({ length: 20 }, () => signIn(store, wrong, start)));
  expect(guesses.filter(({ outcome }) => outcome === 'refused')).toHaveLength(5);
});

test('guesses made elsewhere do not hold up the browser that its person knows, and its own count too', async () => {
  const known = browserCookieFor(store.ring, right.email);
  for (let n = 0; n < 30; n += 1) await signIn(store, wrong, start);
  expect(await signIn(store, right, start)).toMatchObject({ outcome: 'wait' });
  expect(await signIn(store, { ...right, browserCookie: known }, start)).toMatchObject({
    outcome: 'signed_in',
  });
  for (let n = 0; n < 5; n += 1) await signIn(store, { ...wrong, browserCookie: known }, start);
  expect(await signIn(store, { ...right, browserCookie: known }, start)).toMatchObject({ outcome: 'wait' });
});

test.each([
  ['of another person', () => browserCookieFor(store.ring, 'eve@acme.example')],
  ['made up', () => `${'a'.repeat(22)}.${'a'.repeat(43)}`],
  ['cut off', () => browserCookieFor(store.ring, right.email).split('.')[0]],
])('a browser cookie %s gives no tries of its own', async (_, make) => {
  for (let n = 0; n < 5; n += 1) await signIn(store, wrong, start);
  expect(await signIn(store, { ...right, browserCookie: make() }, start)).toMatchObject({ outcome: 'wait' });
});

test('success settles the failures of the email', async () => {
  for (let n = 0; n < 4; n += 1) await signIn(store, wrong, start);
  await signIn(store, right, start);
  for (let n = 0; n < 4; n += 1) await signIn(store, wrong, start);
  expect(await signIn(store, right, start)).toMatchObject({ outcome: 'signed_in' });
});

test('neither email nor address is kept in the clear', async () => {
  await signIn(store, wrong, start);
  const kept = JSON.stringify(await store.db.select().from(signInTries));
  expect(kept).toContain('subjectHash');
  expect(kept).not.toContain('ann');
  expect(kept).not.toContain('192.0.2.7');
});

test('every try has its line: let in, refused, made to wait, also of an email that nobody has [ASVS-16.3.1]', async () => {
  const [ann] = await store.db.select({ id: people.id }).from(people);
  const linesOf = async (tries: (typeof right)[]) => {
    const [last] = await store.db.select({ id: max(events.id) }).from(events);
    for (const each of tries) await signIn(store, each, start);
    const lines = await store.db
      .select()
      .from(events)
      .where(gt(events.id, last?.id ?? 0))
      .orderBy(events.id);
    return lines.map(({ kind, result, personId, address }) => [kind, result, personId, address]);
  };
  expect(await linesOf([right, wrong, { ...wrong, email: 'eve@acme.example' }])).toEqual([
    ['signed_in', 'done', ann?.id, right.address],
    ['sign_in_refused', 'refused', ann?.id, right.address],
    ['sign_in_refused', 'refused', null, right.address],
  ]);
  const lines = await linesOf(Array(5).fill(wrong));
  expect(lines.at(-1)).toEqual(['sign_in_throttled', 'refused', ann?.id, right.address]);
});
