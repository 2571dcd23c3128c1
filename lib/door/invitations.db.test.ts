import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, invitations, passkeys, people, recoveryCodes } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { claimInvitation } from '@/lib/door/claim-invitation';
import { claimReset } from '@/lib/door/claim-reset';
import { invitationState } from '@/lib/door/invitation-state';
import {
  listOpenInvitations,
  makeInvitation,
  makeResetLink,
  withdrawInvitation,
} from '@/lib/door/invitations';
import { changeRole, disablePerson } from '@/lib/door/people-changes';
import type { Person } from '@/lib/door/person';
import { checkSession, createSession } from '@/lib/door/sessions';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const now = new Date('2026-03-01T08:00:00Z');
const HOUR_MS = 60 * 60_000;
const later = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
const from = { address: '192.0.2.7', now };
const unusable = { code: 'link_unusable' };

let store: Store;
let owner: Person;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.delete(invitations);
  owner = await makePerson(store, 'owner');
});
afterAll(() => store.close());

const invite = (role: 'owner' | 'editor' | 'viewer' = 'editor') =>
  makeInvitation(store, owner, { role, forWhom: 'Jonas' }, now);
const somebody = () => ({
  email: `${randomUUID()}@acme.example`,
  firstName: 'Jonas',
  lastName: 'Berg',
  passwordHash: 'made-up-hash',
});
const state = async (token: string, at = now) => (await invitationState(store, token, at)).state;

test('[ASVS-6.4.1] an invitation makes one person of its role; a second use makes nobody', async () => {
  const { token, id } = await invite('viewer');
  expect(await invitationState(store, token, now)).toEqual({ state: 'open', role: 'viewer', reset: null });
  const person = somebody();
  const personId = await claimInvitation(store, token, person, from);
  expect(await store.db.select().from(people).where(eq(people.email, person.email))).toMatchObject([
    { id: personId, role: 'viewer', firstName: 'Jonas', passwordHash: 'made-up-hash' },
  ]);
  expect(await state(token)).toBe('used');
  const second = somebody();
  await expect(claimInvitation(store, token, second, from)).rejects.toMatchObject(unusable);
  expect(await store.db.select().from(people).where(eq(people.email, second.email))).toEqual([]);
  const lines = (await store.db.select().from(events)).filter(({ facts }) => facts.invitation === id);
  expect(lines).toMatchObject([
    { kind: 'invitation_made', personId: owner.id },
    { kind: 'invitation_used', personId, address: '192.0.2.7', facts: { role: 'viewer' } },
  ]);
});

test('of 20 claims at once exactly one makes a person', async () => {
  const { token } = await invite();
  const before = (await store.db.select().from(people)).length;
  const claims = Array.from({ length: 20 }, () => claimInvitation(store, token, somebody(), from));
  const outcomes = await Promise.allSettled(claims);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await store.db.select().from(people)).length).toBe(before + 1);
});

test('[ASVS-6.4.1] a link is 32 random bytes of which a hash is kept, and lives 72 hours', async () => {
  const { token, id } = await invite();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const kept = JSON.stringify(await store.db.select().from(invitations).where(eq(invitations.id, id)));
  expect(kept).not.toContain(token);
  expect(await state(token, new Date(later(72).getTime() - 1))).toBe('open');
  expect(await state(token, later(72))).toBe('expired');
  await expect(claimInvitation(store, token, somebody(), { ...from, now: later(72) })).rejects.toMatchObject(
    unusable,
  );
});

test('a withdrawn link opens nothing, and is withdrawn once', async () => {
  const { token, id } = await invite();
  await withdrawInvitation(store, owner, id, now);
  expect(await state(token)).toBe('withdrawn');
  await expect(claimInvitation(store, token, somebody(), from)).rejects.toMatchObject(unusable);
  await expect(withdrawInvitation(store, owner, id, now)).rejects.toMatchObject({ code: 'not_found' });
});

test.each(['', 'a'.repeat(43), ' '])('what is not a link opens nothing: "%s"', async (token) => {
  await invite();
  expect(await state(token)).toBe('unknown');
  await expect(claimInvitation(store, token, somebody(), from)).rejects.toMatchObject(unusable);
});

test('an email address that is taken is said, and the link stays good', async () => {
  const { token } = await invite();
  const person = { ...somebody(), email: owner.email };
  await expect(claimInvitation(store, token, person, from)).rejects.toMatchObject({
    code: 'invalid_input',
    facts: { field: 'person.email' },
  });
  expect(await state(token)).toBe('open');
});

test.each(['made an editor', 'disabled'] as const)(
  'links of an owner who was %s are worth nothing',
  async (how) => {
    const leaver = await makePerson(store, 'owner');
    const { token } = await makeInvitation(store, leaver, { role: 'owner', forWhom: 'A way back' }, now);
    if (how === 'disabled') await disablePerson(store, owner, { personId: leaver.id, now });
    else await changeRole(store, owner, { personId: leaver.id, role: 'editor', now });
    expect(await state(token)).toBe('withdrawn');
    await expect(
      makeInvitation(store, leaver, { role: 'owner', forWhom: 'Another' }, now),
    ).rejects.toMatchObject({ code: 'forbidden' });
  },
);

test('the list shows what is open and no token', async () => {
  const [open, withdrawn, used] = [await invite('viewer'), await invite(), await invite()];
  await withdrawInvitation(store, owner, withdrawn.id, now);
  await claimInvitation(store, used.token, somebody(), from);
  const listed = await listOpenInvitations(store, now);
  expect(listed).toEqual([
    {
      id: open.id,
      forWhom: 'Jonas',
      role: 'viewer',
      isReset: false,
      createdAt: now.toISOString(),
      expiresAt: later(72).toISOString(),
    },
  ]);
  expect(await listOpenInvitations(store, later(72))).toEqual([]);
});

test('a reset link changes nothing until it is used; then the password is new, factors and sessions are gone', async () => {
  const lost = await makePerson(store, 'editor');
  await store.db
    .update(people)
    .set({ passwordHash: 'old', totpSecretSealed: 'made-up', totpConfirmedAt: now })
    .where(eq(people.id, lost.id));
  await store.db.insert(recoveryCodes).values({ codeHash: randomUUID(), personId: lost.id });
  await store.db.insert(passkeys).values({
    personId: lost.id,
    credentialId: randomUUID(),
    publicKey: 'made-up',
    counter: 0,
    transports: [],
    name: 'Lost telephone',
  });
  const session = await createSession(
    store,
    { personId: lost.id, method: 'password', hasSecondFactor: true, address: '', userAgent: '' },
    now,
  );
  const { token } = await makeResetLink(store, owner, lost.id, now);
  expect(await checkSession(store, session, '', now, false)).not.toBeNull();
  expect(await invitationState(store, token, now)).toMatchObject({ reset: { email: lost.email } });

  expect(await claimReset(store, { token, passwordHash: 'new' }, from)).toBe(lost.email);
  const [row] = await store.db.select().from(people).where(eq(people.id, lost.id));
  expect(row).toMatchObject({
    passwordHash: 'new',
    totpSecretSealed: null,
    totpConfirmedAt: null,
    role: 'editor',
  });
  for (const table of [passkeys, recoveryCodes])
    expect(await store.db.select().from(table).where(eq(table.personId, lost.id))).toEqual([]);
  expect(await checkSession(store, session, '', now, false)).toBeNull();
  await expect(claimReset(store, { token, passwordHash: 'newer' }, from)).rejects.toMatchObject(unusable);
  const kinds = (await store.db.select().from(events)).map(({ kind }) => kind);
  expect(kinds.slice(-3)).toEqual(['password_reset_made', 'second_factor_reset', 'password_changed']);
});

test('a reset link makes nobody new, and an invitation resets nobody', async () => {
  const lost = await makePerson(store, 'editor');
  const reset = await makeResetLink(store, owner, lost.id, now);
  await expect(claimInvitation(store, reset.token, somebody(), from)).rejects.toMatchObject(unusable);
  expect(await state(reset.token)).toBe('open');
  const { token } = await invite();
  await expect(claimReset(store, { token, passwordHash: 'new' }, from)).rejects.toMatchObject(unusable);
  expect(await state(token)).toBe('open');
});

test('a second reset link withdraws the first; for somebody disabled there is none, and an open one stops', async () => {
  const lost = await makePerson(store, 'editor');
  const first = await makeResetLink(store, owner, lost.id, now);
  const second = await makeResetLink(store, owner, lost.id, now);
  expect(await state(first.token)).toBe('withdrawn');
  await disablePerson(store, owner, { personId: lost.id, now });
  expect(await state(second.token)).toBe('withdrawn');
  await expect(claimReset(store, { token: second.token, passwordHash: 'new' }, from)).rejects.toMatchObject(
    unusable,
  );
  await expect(makeResetLink(store, owner, lost.id, now)).rejects.toMatchObject({ code: 'not_found' });
});
