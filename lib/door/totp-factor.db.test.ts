import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { checkSession } from '@/lib/door/sessions';
import { beginTotp, confirmTotp, removeTotp, takeTotpCode } from '@/lib/door/totp-factor';
import { openTestStore } from '@/test/database';
import { makeSignedInPerson, openSession } from '@/test/signed-in-person';

const now = new Date('2026-03-01T08:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function setUp(person: Person, at = now) {
  const { secret, pending } = await beginTotp(store, person.id, at);
  return { secret, ...(await confirmTotp(store, person, { pending, code: codeAt(secret, at) }, at)) };
}

describe('setting up an authenticator app', () => {
  test('keeps nothing until the first code is right, and then no secret in the clear', async () => {
    const person = await makeSignedInPerson(store, now);
    const { secret, pending } = await beginTotp(store, person.id, now);
    const row = async () => (await store.db.select().from(people).where(eq(people.id, person.id)))[0];
    const code = codeAt(secret, now);
    await expect(confirmTotp(store, person, { pending, code: wrong(code) }, now)).rejects.toMatchObject({
      code: 'invalid_input',
      facts: { field: 'code' },
    });
    expect(await row()).toMatchObject({ totpSecretSealed: null, totpConfirmedAt: null });
    expect(await confirmTotp(store, person, { pending, code }, now)).toMatchObject({
      recoveryCodes: expect.arrayContaining([expect.any(String)]),
    });
    expect(await row()).toMatchObject({ totpVersion: 1, totpConfirmedAt: now });
    expect(JSON.stringify(await row()) + pending).not.toContain(secret);
  });

  test('is refused for somebody else, a second time, and after fifteen minutes', async () => {
    const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
    const { secret, pending } = await beginTotp(store, person.id, now);
    const attempt = (by: Person, at: Date) =>
      confirmTotp(store, by, { pending, code: codeAt(secret, at) }, at);
    const over = {
      code: 'invalid_input',
      facts: { field: 'code', message: expect.stringContaining('over') },
    };
    await expect(attempt(other, now)).rejects.toMatchObject(over);
    await expect(attempt(person, later(15 * 60))).rejects.toMatchObject(over);
    await attempt(person, now);
    await expect(attempt(person, now)).rejects.toMatchObject(over);
  });

  test('the app in use stays until its successor works', async () => {
    const person = await makeSignedInPerson(store, now);
    const before = await setUp(person);
    const { secret, pending } = await beginTotp(store, person.id, later(60));
    expect(await takeTotpCode(store, person.id, codeAt(before.secret, later(60)), later(60))).toBe(true);
    await confirmTotp(store, person, { pending, code: codeAt(secret, later(120)) }, later(120));
    expect(await takeTotpCode(store, person.id, codeAt(before.secret, later(180)), later(180))).toBe(false);
    expect(await takeTotpCode(store, person.id, codeAt(secret, later(180)), later(180))).toBe(true);
  });

  test('ends the sessions of the password alone; those of other ways stay', async () => {
    const person = await makeSignedInPerson(store, now);
    const sessions = {
      password: await openSession(store, person.id, now, { method: 'password', hasSecondFactor: false }),
      company: await openSession(store, person.id, now, { method: 'company', hasSecondFactor: false }),
      passkey: await openSession(store, person.id, now, { method: 'passkey', hasSecondFactor: true }),
    };
    await setUp(person);
    const isOpen = async (cookieId: string) => (await checkSession(store, cookieId, '', now, true)) !== null;
    expect(await isOpen(person.cookieId)).toBe(true);
    expect(await isOpen(sessions.password.cookieId)).toBe(false);
    expect(await isOpen(sessions.company.cookieId)).toBe(true);
    expect(await isOpen(sessions.passkey.cookieId)).toBe(true);
  });
});

describe('a code of the app', () => {
  test('[ASVS-6.5.1] is taken once: not again, not one before it, not the one of the set-up', async () => {
    const person = await makeSignedInPerson(store, now);
    const { secret } = await setUp(person);
    const take = (codeOf: Date, at: Date) => takeTotpCode(store, person.id, codeAt(secret, codeOf), at);
    expect(await take(now, now)).toBe(false);
    expect(await take(later(60), later(60))).toBe(true);
    expect(await take(later(60), later(60))).toBe(false);
    expect(await take(later(30), later(60))).toBe(false);
    expect(await take(later(90), later(60))).toBe(true);
    expect(await take(later(60), later(90))).toBe(false);
  });

  test('[ASVS-6.5.1] of twenty tries at once one passes', async () => {
    const person = await makeSignedInPerson(store, now);
    const { secret } = await setUp(person);
    const code = codeAt(secret, later(30));
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => takeTotpCode(store, person.id, code, later(30))),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  test('of another person, without an app, or after it was removed: nothing', async () => {
    const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
    const { secret } = await setUp(person);
    const code = codeAt(secret, later(30));
    expect(await takeTotpCode(store, other.id, code, later(30))).toBe(false);
    await setUp(other);
    expect(await takeTotpCode(store, other.id, code, later(30))).toBe(false);
    await removeTotp(store, person, false, later(30));
    expect(await takeTotpCode(store, person.id, code, later(30))).toBe(false);
  });

  test('does not open with a secret that was put in another row', async () => {
    const [person, other] = [await makeSignedInPerson(store, now), await makeSignedInPerson(store, now)];
    const { secret } = await setUp(person);
    await setUp(other);
    const [row] = await store.db.select().from(people).where(eq(people.id, person.id));
    const moved = { totpSecretSealed: row?.totpSecretSealed ?? null };
    await store.db.update(people).set(moved).where(eq(people.id, other.id));
    const code = codeAt(secret, later(30));
    await expect(takeTotpCode(store, other.id, code, later(30))).rejects.toMatchObject({
      code: 'value_tampered',
    });
  });
});

test('[ASVS-6.3.3] the last second factor stays where one is demanded, with its recovery codes', async () => {
  const person = await makeSignedInPerson(store, now);
  const { secret } = await setUp(person);
  await expect(removeTotp(store, person, true, now)).rejects.toMatchObject({ code: 'last_second_factor' });
  expect(await takeTotpCode(store, person.id, codeAt(secret, later(30)), later(30))).toBe(true);
  await expect(removeTotp(store, await makeSignedInPerson(store, now), true, now)).rejects.toMatchObject({
    code: 'not_found',
  });
});
