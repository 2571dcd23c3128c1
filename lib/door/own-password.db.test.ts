import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, people, signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { changeOwnPassword } from '@/lib/door/own-password';
import { changeOwnName } from '@/lib/door/own-profile';
import { verifyPassword } from '@/lib/door/password';
import type { Person } from '@/lib/door/person';
import { checkSession, createSession } from '@/lib/door/sessions';
import { signIn } from '@/lib/door/sign-in';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';
import { weakHash } from '@/test/weak-hash';

const now = new Date('2026-03-01T08:00:00Z');
const currentPassword = 'quiet river stone';
const password = 'loud river pebble';

let store: Store;
let person: Person;
let stored: string;
beforeAll(async () => {
  store = await openTestStore();
  stored = weakHash(currentPassword);
  person = await makePerson(store, 'viewer');
});
beforeEach(async () => {
  await store.db.delete(signInTries);
  await store.db.update(people).set({ passwordHash: stored });
});
afterAll(() => store.close());

const newSession = () =>
  createSession(
    store,
    { personId: person.id, method: 'password', hasSecondFactor: false, address: '', userAgent: '' },
    now,
  );
const hash = async () => {
  const [row] = await store.db.select().from(people).where(eq(people.id, person.id));
  return row?.passwordHash ?? null;
};

test('[ASVS-6.2.2] [ASVS-6.2.3] the current password is needed; the other sessions end, this one stays', async () => {
  const [mine, other] = [await newSession(), await newSession()];
  const asking = await checkSession(store, mine, '', now, false);
  if (!asking) throw new Error('not signed in');
  expect(await changeOwnPassword(store, asking, { currentPassword, password }, now)).toBe(1);
  expect(await verifyPassword(password, await hash())).toBe(true);
  expect(await checkSession(store, mine, '', now, false)).not.toBeNull();
  expect(await checkSession(store, other, '', now, false)).toBeNull();
  const lines = await store.db.select().from(events).where(eq(events.kind, 'password_changed'));
  expect(lines).toMatchObject([{ personId: person.id, facts: { sessions: 1 } }]);
});

test('[ASVS-6.2.3] a wrong current password changes nothing, and five of them have to wait', async () => {
  const attempt = (typed: string) =>
    changeOwnPassword(store, person, { currentPassword: typed, password }, now);
  const refused = (message: string) => ({
    code: 'invalid_input',
    facts: { field: 'currentPassword', message },
  });
  for (let n = 0; n < 5; n += 1)
    await expect(attempt('wrong river stone')).rejects.toMatchObject(
      refused('This is not your current password.'),
    );
  await expect(attempt(currentPassword)).rejects.toMatchObject(
    refused('Too many tries. Try again in 1 minute.'),
  );
  expect(await hash()).toBe(stored);
});

test('the new password follows the rules, the email name among them', async () => {
  const named = `${person.email.split('@')[0]} and more`;
  for (const bad of ['kv9 tq2', 'rush2112', named])
    await expect(
      changeOwnPassword(store, person, { currentPassword, password: bad }, now),
      bad,
    ).rejects.toMatchObject({ code: 'invalid_input', facts: { field: 'password' } });
  expect(await hash()).toBe(stored);
});

test('[ASVS-6.2.10] no password has to be changed by a date: ten years later the same one opens', async () => {
  const { email } = person;
  const visitor = { address: '192.0.2.7', userAgent: '', browserCookie: undefined };
  const tenYearsLater = new Date('2036-03-01T08:00:00Z');
  const result = await signIn(store, { ...visitor, email, password: currentPassword }, tenYearsLater);
  expect(result).toMatchObject({ outcome: 'signed_in' });
});

test('somebody without a password has none to change', async () => {
  await store.db.update(people).set({ passwordHash: null });
  await expect(changeOwnPassword(store, person, { currentPassword, password }, now)).rejects.toMatchObject({
    code: 'passwords_off',
  });
});

test('a name is changed once, with its line', async () => {
  const names = { firstName: 'Maja', lastName: 'Lindqvist' };
  await changeOwnName(store, person, names, now);
  await changeOwnName(store, { ...person, ...names }, names, now);
  const [row] = await store.db.select().from(people).where(eq(people.id, person.id));
  expect(row).toMatchObject(names);
  expect(await store.db.select().from(events).where(eq(events.kind, 'profile_changed'))).toHaveLength(1);
});
