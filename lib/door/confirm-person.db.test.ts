import { desc, eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, people, signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { startCeremony } from '@/lib/door/ceremonies';
import { type Confirmation, confirmPerson } from '@/lib/door/confirm-person';
import { confirmWays } from '@/lib/door/confirm-ways';
import { CONFIRMED_FOR_MS, requireConfirmed } from '@/lib/door/confirmed';
import { passkeySite } from '@/lib/door/passkey-site';
import { addPasskey } from '@/lib/door/passkeys';
import type { Person } from '@/lib/door/person';
import { checkSession } from '@/lib/door/sessions';
import { beginTotp, confirmTotp } from '@/lib/door/totp-factor';
import { Authenticator } from '@/test/authenticator';
import { openTestStore } from '@/test/database';
import { makeSignedInPerson, openSession } from '@/test/signed-in-person';
import { weakHash } from '@/test/weak-hash';

const start = new Date('2026-03-01T08:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const site = passkeySite('https://wizard.acme.example');
const old = later(CONFIRMED_FOR_MS);
const password = 'quiet river stone';
const NEEDED = { code: 'confirm_needed' };

let store: Store;
let passwordHash: string;
beforeAll(async () => {
  store = await openTestStore();
  passwordHash = weakHash(password);
});
beforeEach(() => store.db.delete(signInTries));
afterAll(() => store.close());

async function makeSomebody() {
  const person = await makeSignedInPerson(store, start);
  await store.db.update(people).set({ passwordHash }).where(eq(people.id, person.id));
  return person;
}
const confirm = (person: Person, proof: Confirmation, challenge: string | null = null, at = old) =>
  confirmPerson(store, person, proof, { challenge, site }, at);
const readAgain = async ({ cookieId }: { cookieId: string }, at = old) => {
  const person = await checkSession(store, cookieId, '192.0.2.7', at, false);
  if (!person) throw new Error('the session is over');
  return person;
};
const lastLine = async () => (await store.db.select().from(events).orderBy(desc(events.id)).limit(1))[0];

async function addApp(person: Person) {
  const begun = await beginTotp(store, person.id, start);
  const codeAt = (at: Date) =>
    new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate({ timestamp: at.getTime() });
  const { recoveryCodes } = await confirmTotp(store, person, { ...begun, code: codeAt(start) }, start);
  return { codeAt, recoveryCodes: recoveryCodes ?? [] };
}

test('[ASVS-7.5.3] a proof of ten minutes ago is too old for a reveal; a right password makes a new one', async () => {
  const person = await makeSomebody();
  expect(() => requireConfirmed(person, later(CONFIRMED_FOR_MS - 1))).not.toThrow();
  expect(() => requireConfirmed(person, old)).toThrow(expect.objectContaining(NEEDED));
  await confirm(person, { password });
  const confirmed = await readAgain(person);
  expect(() => requireConfirmed(confirmed, later(2 * CONFIRMED_FOR_MS - 1))).not.toThrow();
  expect(() => requireConfirmed(confirmed, later(2 * CONFIRMED_FOR_MS))).toThrow(
    expect.objectContaining(NEEDED),
  );
  expect(await lastLine()).toMatchObject({
    kind: 'confirmed',
    personId: person.id,
    facts: { by: 'password' },
  });
});

test('[ASVS-7.5.3] a wrong password confirms nothing, is written down, and waits after five', async () => {
  const person = await makeSomebody();
  for (let n = 0; n < 5; n += 1)
    await expect(confirm(person, { password: 'loud river stone' })).rejects.toMatchObject({
      code: 'invalid_input',
      facts: { field: 'password' },
    });
  expect(await lastLine()).toMatchObject({ kind: 'confirmation_refused', result: 'refused' });
  await expect(confirm(person, { password })).rejects.toMatchObject({
    code: 'too_many_tries',
    facts: { retryAfterSeconds: 60 },
  });
  expect((await readAgain(person)).confirmedAt).toEqual(start);
  // Whoever guesses in one session does not hold up its owner in another.
  const other = await openSession(store, person.id, start, { method: 'password', hasSecondFactor: false });
  await confirm(other, { password });
});

test('[ASVS-7.5.3] with a second factor the password is not enough; a code is, once', async () => {
  const person = await makeSomebody();
  const { codeAt, recoveryCodes } = await addApp(person);
  await expect(confirm(person, { password })).rejects.toMatchObject({ code: 'invalid_input' });
  await confirm(person, { code: codeAt(old) });
  expect((await readAgain(person)).confirmedAt).toEqual(old);
  await expect(confirm(person, { code: codeAt(old) })).rejects.toMatchObject({ facts: { field: 'code' } });
  const [code = ''] = recoveryCodes;
  await confirm(person, { code });
  await expect(confirm(person, { code })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('[ASVS-7.5.3] a passkey confirms its own person, for our challenge only', async () => {
  const [person, other] = [await makeSomebody(), await makeSomebody()];
  const device = new Authenticator(site);
  const challenge = 'bWFkZS11cA';
  const ceremony = { kind: 'passkey_registration', personId: person.id, challenge } as const;
  const ceremonyId = await startCeremony(store, ceremony, start);
  const attestation = device.register(challenge, person.id);
  await addPasskey(store, person, { name: 'Laptop', ceremonyId, attestation }, site, start);

  const passkey = device.answer(challenge);
  await expect(confirm(other, { passkey }, challenge)).rejects.toMatchObject({ facts: { field: 'passkey' } });
  await expect(confirm(person, { passkey }, null)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(confirm(person, { passkey }, 'YW5vdGhlcg')).rejects.toMatchObject({ code: 'invalid_input' });
  await confirm(person, { passkey }, challenge);
  expect((await readAgain(person)).confirmedAt).toEqual(old);
});

test('a key for automation never proves a person', async () => {
  const person = { ...(await makeSomebody()), apiKey: { id: 'made-up', name: 'made-up', accountIds: null } };
  expect(() => requireConfirmed(person, start)).toThrow(expect.objectContaining(NEEDED));
});

test('the ways offered are those that would be taken', async () => {
  const settings = { arePasswordsOn: true, company: null };
  const none = {
    hasPassword: false,
    hasTotp: false,
    hasRecoveryCodes: false,
    hasPasskey: false,
    company: null,
  };
  const person = await makeSomebody();
  expect(await confirmWays(store, person, settings)).toEqual({ ...none, hasPassword: true });
  await addApp(person);
  expect(await confirmWays(store, person, settings)).toEqual({
    ...none,
    hasTotp: true,
    hasRecoveryCodes: true,
  });
  const company = { issuer: '', clientId: '', clientSecret: '', name: 'Acme' };
  const employee = await makeSignedInPerson(store, start, { method: 'company' });
  expect((await confirmWays(store, employee, { ...settings, company })).company).toMatchObject({
    name: 'Acme',
  });
});
