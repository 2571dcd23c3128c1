import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { events, identities, passkeys, people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { linkedSince, unlinkIdentity } from '@/lib/door/company/unlink';
import type { Person } from '@/lib/door/person';
import { createSession } from '@/lib/door/sessions';
import { failureOf } from '@/test/authorization-server/instance';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const issuer = 'https://idp.acme.example';
const now = new Date('2026-11-24T10:00:00Z');
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function linked(passwordHash: string | null): Promise<Person> {
  const person = await makePerson(store, 'editor');
  await store.db.update(people).set({ passwordHash }).where(eq(people.id, person.id));
  await store.db
    .insert(identities)
    .values({ issuer, subject: person.id, personId: person.id, createdAt: now });
  return person;
}
const unlink = (person: Person, arePasswordsOn = true) =>
  unlinkIdentity(store, person, { issuer, arePasswordsOn }, now);

test('with a password it goes, and other sessions that began with it end; the line names no subject', async () => {
  const person = await linked('made-up-hash');
  const session = { personId: person.id, hasSecondFactor: true, address: '', userAgent: '' };
  await createSession(store, { ...session, method: 'company' }, now);
  await createSession(store, { ...session, method: 'password' }, now);
  await unlink(person);
  expect(await linkedSince(store, person.id, issuer)).toBeNull();
  const rows = await store.db.select().from(sessions).where(eq(sessions.personId, person.id));
  const ended = rows.map(({ method, endedAt }) => [method, endedAt !== null]);
  expect(Object.fromEntries(ended)).toEqual({ company: true, password: false });
  const lines = await store.db.select().from(events).where(eq(events.personId, person.id));
  expect(lines).toMatchObject([{ kind: 'identity_unlinked', facts: { host: 'idp.acme.example' } }]);
});

test('a passkey is a way in as well', async () => {
  const person = await linked(null);
  const passkey = { credentialId: person.id, publicKey: 'made-up', counter: 0, transports: [], name: 'k' };
  await store.db.insert(passkeys).values({ ...passkey, personId: person.id });
  await unlink(person);
  expect(await linkedSince(store, person.id, issuer)).toBeNull();
});

test.each([
  ['no password and no passkey', null, true],
  ['a password, but passwords are turned off', 'made-up-hash', false],
])('the last way in stays: %s', async (_, passwordHash, arePasswordsOn) => {
  const person = await linked(passwordHash);
  expect(await failureOf(unlink(person, arePasswordsOn))).toMatchObject({ code: 'last_way_in' });
  expect(await linkedSince(store, person.id, issuer)).toEqual(now);
});

test('an account of another issuer, or nobody’s, is not touched', async () => {
  const person = await linked('made-up-hash');
  const rules = { issuer: 'https://other.example', arePasswordsOn: true };
  expect(await failureOf(unlinkIdentity(store, person, rules, now))).toMatchObject({ code: 'not_found' });
  expect(await linkedSince(store, person.id, issuer)).toEqual(now);
});
