import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, passkeys, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { changeRole, disablePerson, enablePerson, endPersonSessions } from '@/lib/door/people-changes';
import { findPerson, listPeople } from '@/lib/door/people-list';
import type { Person } from '@/lib/door/person';
import { checkSession, createSession } from '@/lib/door/sessions';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const now = new Date('2026-03-01T08:00:00Z');

let store: Store;
let owner: Person;
let editor: Person;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.update(people).set({ role: 'viewer' });
  owner = await makePerson(store, 'owner');
  editor = await makePerson(store, 'editor');
});
afterAll(() => store.close());

const signIn = (person: Person) =>
  createSession(
    store,
    { personId: person.id, method: 'password', hasSecondFactor: false, address: '', userAgent: '' },
    now,
  );
const check = (id: string) => checkSession(store, id, '127.0.0.1', now, false);
const linesAbout = async (personId: string) =>
  (await store.db.select().from(events).orderBy(events.id))
    .filter(({ facts }) => facts.person === personId)
    .map(({ kind, personId: by, facts: { person: _, ...facts } }) => ({ kind, by, ...facts }));

test('another role holds from the next request on, and the line says from what to what', async () => {
  const session = await signIn(editor);
  await changeRole(store, owner, { personId: editor.id, role: 'viewer', now });
  expect(await check(session)).toMatchObject({ role: 'viewer' });
  await changeRole(store, owner, { personId: editor.id, role: 'viewer', now });
  expect(await linesAbout(editor.id)).toEqual([
    { kind: 'role_changed', by: owner.id, from: 'editor', to: 'viewer' },
  ]);
});

test('[ASVS-7.4.2] disabling ends every session at once; enabling brings none of them back', async () => {
  const ids = [await signIn(editor), await signIn(editor)];
  await disablePerson(store, owner, { personId: editor.id, now });
  for (const id of ids) expect(await check(id)).toBeNull();
  await enablePerson(store, owner, { personId: editor.id, now });
  for (const id of ids) expect(await check(id)).toBeNull();
  expect(await check(await signIn(editor))).not.toBeNull();
  expect(await linesAbout(editor.id)).toEqual([
    { kind: 'person_disabled', by: owner.id, sessions: 2 },
    { kind: 'person_enabled', by: owner.id },
  ]);
});

test('[ASVS-7.4.5] an owner ends all sessions of a person, and of nobody else', async () => {
  const ids = [await signIn(editor), await signIn(editor)];
  const own = await signIn(owner);
  await endPersonSessions(store, owner, { personId: editor.id, now });
  for (const id of ids) expect(await check(id)).toBeNull();
  expect(await check(own)).not.toBeNull();
  expect(await linesAbout(editor.id)).toEqual([{ kind: 'session_ended', by: owner.id, count: 2 }]);
});

test('the last owner who can sign in keeps role and access', async () => {
  const disabled = await makePerson(store, 'owner');
  await disablePerson(store, owner, { personId: disabled.id, now });
  const session = await signIn(owner);
  const refused = { code: 'last_owner' };
  await expect(disablePerson(store, owner, { personId: owner.id, now })).rejects.toMatchObject(refused);
  await expect(changeRole(store, owner, { personId: owner.id, role: 'editor', now })).rejects.toMatchObject(
    refused,
  );
  expect(await check(session)).toMatchObject({ role: 'owner' });
  await enablePerson(store, owner, { personId: disabled.id, now });
  await changeRole(store, owner, { personId: owner.id, role: 'editor', now });
  expect(await check(session)).toMatchObject({ role: 'editor' });
});

test.each(['changeRole', 'disable', 'one of each'] as const)(
  'two owners who take each other out at the same moment leave one: %s',
  async (how) => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await makePerson(store, 'owner'), await makePerson(store, 'owner')];
      await changeRole(store, one, { personId: owner.id, role: 'viewer', now });
      const demote = (by: Person, { id }: Person) =>
        changeRole(store, by, { personId: id, role: 'editor', now });
      const disable = (by: Person, { id }: Person) => disablePerson(store, by, { personId: id, now });
      const outcomes = await Promise.allSettled([
        (how === 'disable' ? disable : demote)(one, two),
        (how === 'changeRole' ? demote : disable)(two, one),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const left = (await store.db.select().from(people).where(eq(people.role, 'owner'))).filter(
        ({ disabledAt }) => !disabledAt,
      );
      expect(left).toHaveLength(1);
      owner = left[0]?.id === one.id ? one : two;
    }
  },
);

test('who is an owner no longer changes nobody, even when the request was let in before', async () => {
  const former = await makePerson(store, 'owner');
  await changeRole(store, owner, { personId: former.id, role: 'editor', now });
  const attempts = [
    () => changeRole(store, former, { personId: former.id, role: 'owner', now }),
    () => disablePerson(store, former, { personId: owner.id, now }),
    () => enablePerson(store, former, { personId: owner.id, now }),
    () => endPersonSessions(store, former, { personId: owner.id, now }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
  expect(await findPerson(store, former.id)).toMatchObject({ role: 'editor' });
});

test('nobody is not found', async () => {
  await expect(disablePerson(store, owner, { personId: randomUUID(), now })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await findPerson(store, randomUUID())).toBeNull();
});

test('the list shows who can come in and how, and nothing that opens anything', async () => {
  await store.db
    .update(people)
    .set({ passwordHash: 'made-up-hash', totpSecretSealed: 'made-up-sealed' })
    .where(eq(people.id, editor.id));
  await signIn(editor);
  const row = async () => findPerson(store, editor.id);
  expect(await row()).toEqual({
    id: editor.id,
    name: 'Maya Lindqvist',
    email: editor.email,
    role: 'editor',
    hasPassword: true,
    hasSecondFactor: false,
    lastSeenAt: now.toISOString(),
    createdAt: expect.stringMatching(/Z$/),
    disabledAt: null,
  });
  await store.db.insert(passkeys).values({
    personId: editor.id,
    credentialId: randomUUID(),
    publicKey: 'made-up',
    counter: 0,
    transports: [],
    name: 'Laptop',
  });
  expect(await row()).toMatchObject({ hasSecondFactor: true });
  expect(JSON.stringify(await row())).not.toContain('made-up');
});

test('ten thousand people are searched and paged, the disabled last', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => ({
    email: `crowd-${n}@acme.example`,
    firstName: 'Kim',
    lastName: `Crowd ${String(n).padStart(5, '0')}`,
    role: 'viewer' as const,
    disabledAt: n === 0 ? now : null,
  }));
  for (let from = 0; from < many.length; from += 1000)
    await store.db.insert(people).values(many.slice(from, from + 1000));
  const first = await listPeople(store, { search: 'kim crowd', page: 1 });
  expect(first).toMatchObject({ total: 10_000, pageSize: 50 });
  expect(first.rows[0]?.name).toBe('Kim Crowd 00001');
  const last = await listPeople(store, { search: 'CROWD', page: 200 });
  expect(last.rows.at(-1)?.name).toBe('Kim Crowd 00000');
  expect((await listPeople(store, { search: 'crowd-77@', page: 1 })).rows).toHaveLength(1);
  for (const search of ['crowd%7', "' or 1=1 --", 'crowd_77'])
    expect((await listPeople(store, { search, page: 1 })).total, search).toBe(0);
  await store.db.delete(people).where(eq(people.firstName, 'Kim'));
});
