import { generateKeyPairSync } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, passkeys, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { CEREMONY_MS, startCeremony } from '@/lib/door/ceremonies';
import { verifyPasskey } from '@/lib/door/passkey-assertion';
import { assertionOptions, registrationOptions } from '@/lib/door/passkey-challenges';
import { signInByPasskey } from '@/lib/door/passkey-sign-in';
import { canHavePasskeys, passkeySite } from '@/lib/door/passkey-site';
import { addPasskey, removePasskey } from '@/lib/door/passkeys';
import type { Person } from '@/lib/door/person';
import { checkSession } from '@/lib/door/sessions';
import { Authenticator, type Behaviour } from '@/test/authenticator';
import { openTestStore } from '@/test/database';
import { makeSignedInPerson } from '@/test/signed-in-person';

const now = new Date('2026-03-01T08:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const site = passkeySite('https://wizard.acme.example');
const visitor = { address: '192.0.2.7', userAgent: 'Made-up browser', browserCookie: undefined };

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function begin(person: Person) {
  const { challenge } = await registrationOptions(store, person, site);
  const ceremony = { kind: 'passkey_registration', personId: person.id, challenge } as const;
  return { challenge, ceremonyId: await startCeremony(store, ceremony, now) };
}

async function register(person: Person, device = new Authenticator(site), changed: Partial<Behaviour> = {}) {
  const { challenge, ceremonyId } = await begin(person);
  const attestation = device.register(challenge, person.id, changed);
  const added = await addPasskey(store, person, { name: 'Laptop', ceremonyId, attestation }, site, now);
  return { device, ...added };
}

const own = (person: Person) => store.db.select().from(passkeys).where(eq(passkeys.personId, person.id));
const INVALID = { code: 'invalid_input' };

const otherKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const BAD: [string, Partial<Behaviour>][] = [
  ['another origin', { origin: 'https://wizard.acme.example.evil.example' }],
  ['our host on another port', { origin: 'https://wizard.acme.example:8443' }],
  ['plain http', { origin: 'http://wizard.acme.example' }],
  ['another RP ID', { host: 'acme.example' }],
  ['no user verification', { isVerified: false }],
];

describe('adding a passkey', () => {
  test('[ASVS-6.3.3] keeps it, gives ten recovery codes with the first, and this session counts as having it', async () => {
    const person = await makeSignedInPerson(store, now);
    const { recoveryCodes } = await register(person);
    expect(recoveryCodes).toHaveLength(10);
    expect(await own(person)).toMatchObject([{ name: 'Laptop', counter: 0, transports: ['internal'] }]);
    expect(await checkSession(store, person.cookieId, '', now, true)).toMatchObject({
      needsSecondFactor: false,
    });
    expect((await register(person)).recoveryCodes).toBeNull();
    const lines = await store.db.select().from(events).where(eq(events.personId, person.id));
    expect(lines.map(({ kind }) => kind)).toEqual(['passkey_added', 'recovery_codes_made', 'passkey_added']);
  });

  test.each([...BAD, ['a signature instead of a new key', { type: 'webauthn.get' }]] as typeof BAD)(
    'is refused with %s',
    async (_, changed) => {
      const person = await makeSignedInPerson(store, now);
      await expect(register(person, undefined, changed)).rejects.toMatchObject(INVALID);
      expect(await own(person)).toEqual([]);
    },
  );

  test('is refused for a challenge of before, used, too old, or of another person', async () => {
    const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
    const device = new Authenticator(site);
    const [old, fresh] = [await begin(person), await begin(person)];
    const add = (by: Person, ceremonyId: string, challenge: string, at = now) => {
      const attestation = device.register(challenge, by.id);
      return addPasskey(store, by, { name: 'x', ceremonyId, attestation }, site, at);
    };
    await expect(add(person, fresh.ceremonyId, old.challenge)).rejects.toMatchObject(INVALID);
    await expect(add(person, fresh.ceremonyId, fresh.challenge)).rejects.toMatchObject(INVALID);
    await expect(add(person, old.ceremonyId, old.challenge, later(CEREMONY_MS))).rejects.toMatchObject(
      INVALID,
    );
    await expect(add(other, old.ceremonyId, old.challenge)).rejects.toMatchObject(INVALID);
    expect(await own(person)).toEqual([]);
  });

  test('knows what is there: the browser is told to exclude it, and it cannot be added twice, by nobody', async () => {
    const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
    const { device } = await register(person);
    const options = await registrationOptions(store, person, site);
    expect(options.excludeCredentials).toMatchObject([{ id: device.id }]);
    expect(options.authenticatorSelection).toMatchObject({
      userVerification: 'required',
      residentKey: 'required',
    });
    await expect(register(other, device)).rejects.toMatchObject(INVALID);
  });
});

describe('removing a passkey', () => {
  test('is its own person’s matter, and the last one stays where a second factor is demanded', async () => {
    const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
    await register(person);
    const [{ id } = { id: '' }] = await own(person);
    await expect(removePasskey(store, other, id, false, now)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removePasskey(store, person, id, true, now)).rejects.toMatchObject({
      code: 'last_second_factor',
    });
    expect(await own(person)).toHaveLength(1);
    await removePasskey(store, person, id, false, now);
    expect(await own(person)).toEqual([]);
    expect(await checkSession(store, person.cookieId, '', now, true)).toMatchObject({
      needsSecondFactor: true,
    });
  });

  test('of two at once the last one stays', async () => {
    const person = await makeSignedInPerson(store, now);
    await register(person);
    await register(person);
    const ids = (await own(person)).map(({ id }) => id);
    const removals = await Promise.allSettled(ids.map((id) => removePasskey(store, person, id, true, now)));
    expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await own(person)).toHaveLength(1);
  });
});

describe('signing in with a passkey', () => {
  async function enter(
    device: Authenticator,
    {
      changed = {},
      challenge,
      at = now,
    }: { changed?: Partial<Behaviour>; challenge?: string; at?: Date } = {},
  ) {
    const options = await assertionOptions(store, null, site);
    const ceremony = { kind: 'passkey_sign_in', challenge: options.challenge } as const;
    const ceremonyId = await startCeremony(store, ceremony, now);
    const passkey = device.answer(challenge ?? options.challenge, changed);
    return signInByPasskey(store, { ceremonyId, passkey, site }, visitor, at);
  }

  test('[ASVS-6.3.3] is both factors: a session that needs no other, and a line', async () => {
    const person = await makeSignedInPerson(store, now);
    const { device } = await register(person);
    const result = await enter(device);
    if (result.outcome !== 'signed_in') throw new Error(result.outcome);
    expect(await checkSession(store, result.sessionId, '', now, true)).toMatchObject({
      id: person.id,
      needsSecondFactor: false,
    });
    const signedIn = and(eq(events.personId, person.id), eq(events.kind, 'signed_in'));
    expect(await store.db.select().from(events).where(signedIn)).toMatchObject([
      { facts: { method: 'passkey', factor: 'passkey' }, address: '192.0.2.7' },
    ]);
  });

  test.each([
    ...BAD,
    ['a key that is not the registered one', { key: otherKey() }],
    ['the handle of another person', { userHandle: Buffer.from('somebody else').toString('base64url') }],
    ['no handle', { userHandle: undefined }],
    ['an answer to making one', { type: 'webauthn.create' }],
  ] as typeof BAD)('[ASVS-6.3.3] is refused with %s', async (_, changed) => {
    const { device } = await register(await makeSignedInPerson(store, now));
    expect(await enter(device, { changed })).toEqual({ outcome: 'refused' });
    expect(await enter(device)).toMatchObject({ outcome: 'signed_in' });
  });

  test('is refused for an unknown passkey and a disabled person', async () => {
    const person = await makeSignedInPerson(store, now);
    const { device } = await register(person);
    const stranger = new Authenticator(site);
    stranger.register('made-up', person.id);
    expect(await enter(stranger)).toEqual({ outcome: 'refused' });
    await store.db.update(people).set({ disabledAt: now }).where(eq(people.id, person.id));
    expect(await enter(device)).toEqual({ outcome: 'refused' });
  });

  test('[ASVS-6.5.1] a challenge is good for one answer and five minutes', async () => {
    const { device } = await register(await makeSignedInPerson(store, now));
    const { challenge } = await assertionOptions(store, null, site);
    const ceremonyId = await startCeremony(store, { kind: 'passkey_sign_in', challenge }, now);
    const step = { ceremonyId, passkey: device.answer(challenge), site };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => signInByPasskey(store, step, visitor, now)),
    );
    expect(answers.filter(({ outcome }) => outcome === 'signed_in')).toHaveLength(1);
    expect(await signInByPasskey(store, step, visitor, now)).toEqual({ outcome: 'start_again' });
    expect(await enter(device, { challenge })).toEqual({ outcome: 'refused' });
    expect(await enter(device, { at: later(CEREMONY_MS) })).toEqual({ outcome: 'start_again' });
  });

  test('a counter that does not go up is refused, and of two answers with one counter one passes', async () => {
    const person = await makeSignedInPerson(store, now);
    const { device } = await register(person);
    expect(await enter(device, { changed: { counter: 5 } })).toMatchObject({ outcome: 'signed_in' });
    for (const counter of [5, 4, 0])
      expect(await enter(device, { changed: { counter } })).toEqual({ outcome: 'refused' });
    const both = await Promise.all([1, 2].map(() => enter(device, { changed: { counter: 6 } })));
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'signed_in']);
    expect(await own(person)).toMatchObject([{ counter: 6, lastUsedAt: now }]);
  });
});

test('a passkey of somebody else proves nobody', async () => {
  const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
  const { device } = await register(other);
  const challenge = 'bWFkZS11cA';
  const asked = { challenge, site };
  expect(
    await verifyPasskey(store, device.answer(challenge), { ...asked, personId: person.id }, now),
  ).toBeNull();
  expect(await verifyPasskey(store, device.answer(challenge), { ...asked, personId: other.id }, now)).toBe(
    other.id,
  );
});

test('a site is the host and origin of APP_URL, and a bare network address has no passkeys', () => {
  expect(passkeySite('http://localhost:3000')).toEqual({
    host: 'localhost',
    origin: 'http://localhost:3000',
  });
  expect(canHavePasskeys(passkeySite('http://localhost:3000'))).toBe(true);
  expect(canHavePasskeys(passkeySite('http://127.0.0.1:3000'))).toBe(false);
  expect(canHavePasskeys(passkeySite('http://[::1]:3000'))).toBe(false);
});
