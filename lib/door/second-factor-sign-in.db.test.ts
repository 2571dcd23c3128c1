import { and, eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events, people, sessions, signInTries } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { CEREMONY_MS } from '@/lib/door/ceremonies';
import { browserCookieFor } from '@/lib/door/known-browser';
import { passkeySite } from '@/lib/door/passkey-site';
import { finishSignIn } from '@/lib/door/second-factor-sign-in';
import { checkSession } from '@/lib/door/sessions';
import { signIn } from '@/lib/door/sign-in';
import { beginTotp, confirmTotp } from '@/lib/door/totp-factor';
import { openTestStore } from '@/test/database';
import { makeSignedInPerson } from '@/test/signed-in-person';
import { weakHash } from '@/test/weak-hash';

const start = new Date('2026-03-01T08:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const site = passkeySite('https://wizard.acme.example');
const visitor = {
  address: '192.0.2.7',
  userAgent: 'Made-up browser',
  browserCookie: undefined as string | undefined,
};
const password = 'quiet river stone';

let store: Store;
let person: Awaited<ReturnType<typeof makeSignedInPerson>>;
let secret: string;
let recoveryCodes: string[];

beforeAll(async () => {
  store = await openTestStore();
  person = await makeSignedInPerson(store, start);
  await store.db.update(people).set({ passwordHash: weakHash(password) });
  const begun = await beginTotp(store, person.id, start);
  secret = begun.secret;
  const confirmed = await confirmTotp(store, person, { ...begun, code: codeAt(start) }, start);
  recoveryCodes = confirmed.recoveryCodes ?? [];
});
beforeEach(async () => {
  await store.db.delete(signInTries);
  await store.db.update(people).set({ disabledAt: null, totpLastStep: 0 });
});
afterAll(() => store.close());

const codeAt = (at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const wrongAt = (at: Date) => String((Number(codeAt(at)) + 500_000) % 1_000_000).padStart(6, '0');

async function passFirstStep(at = start, from = visitor): Promise<string> {
  const result = await signIn(store, { email: person.email, password, ...from }, at);
  if (result.outcome !== 'second_factor') throw new Error(result.outcome);
  return result.ceremonyId;
}
const finish = (ceremonyId: string, code: string, at = start, from = visitor) =>
  finishSignIn(store, { ceremonyId, proof: { code }, site }, from, at);
const countSessions = async () => (await store.db.select().from(sessions)).length;

test('[ASVS-6.3.3] the right password alone opens nothing where there is a second factor; its code does', async () => {
  const before = await countSessions();
  const result = await signIn(store, { email: person.email, password, ...visitor }, start);
  expect(result).toMatchObject({ outcome: 'second_factor', ways: ['totp', 'recovery'] });
  expect(await countSessions()).toBe(before);
  const finished = await finish(await passFirstStep(), codeAt(start));
  if (finished.outcome !== 'signed_in') throw new Error(finished.outcome);
  expect(await checkSession(store, finished.sessionId, '', start, true)).toMatchObject({
    id: person.id,
    needsSecondFactor: false,
  });
});

test('whether somebody has a second factor is told after the right password only', async () => {
  const attempt = (email: string, typed: string) =>
    signIn(store, { email, password: typed, ...visitor }, start);
  expect(await attempt(person.email, 'loud river stone')).toEqual({ outcome: 'refused' });
  expect(await attempt('nobody@acme.example', password)).toEqual({ outcome: 'refused' });
});

test('[ASVS-6.5.1] a code that was used is refused in a new sign-in, and so is one in two at once', async () => {
  const [one, two] = [await passFirstStep(), await passFirstStep()];
  const both = await Promise.all([one, two].map((id) => finish(id, codeAt(start))));
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'signed_in']);
  expect(await finish(await passFirstStep(), codeAt(start))).toEqual({ outcome: 'refused' });
});

test('[ASVS-6.5.1] a recovery code works once, and its use is written down', async () => {
  const [code = ''] = recoveryCodes;
  expect(await finish(await passFirstStep(), code)).toMatchObject({ outcome: 'signed_in' });
  expect(await finish(await passFirstStep(), code)).toEqual({ outcome: 'refused' });
  const used = and(eq(events.personId, person.id), eq(events.kind, 'recovery_code_used'));
  expect(await store.db.select().from(events).where(used)).toHaveLength(1);
});

test('a step that is used, five minutes old, unknown or of a disabled person leads back to the beginning', async () => {
  const again = { outcome: 'start_again' };
  const used = await passFirstStep();
  expect(await finish(used, codeAt(start))).toMatchObject({ outcome: 'signed_in' });
  expect(await finish(used, codeAt(later(30)), later(30))).toEqual(again);
  const old = await passFirstStep();
  const end = later(CEREMONY_MS / 1000);
  expect(await finish(old, codeAt(end), end)).toEqual(again);
  expect(await finish('made-up', codeAt(later(60)), later(60))).toEqual(again);
  const open = await passFirstStep();
  await store.db.update(people).set({ disabledAt: start });
  expect(await finish(open, codeAt(later(60)), later(60))).toEqual(again);
});

test('of one step finished many times at once one session comes', async () => {
  const id = await passFirstStep();
  const before = await countSessions();
  const proofs = [codeAt(start), recoveryCodes[1] ?? '', recoveryCodes[2] ?? ''];
  const results = await Promise.all(proofs.map((code) => finish(id, code)));
  expect(results.filter(({ outcome }) => outcome === 'signed_in')).toHaveLength(1);
  expect(await countSessions()).toBe(before + 1);
});

test('[ASVS-6.3.4] five wrong codes end the step, and a new one does not give five more at once', async () => {
  const id = await passFirstStep();
  for (let n = 0; n < 5; n += 1) expect(await finish(id, wrongAt(start))).toEqual({ outcome: 'refused' });
  expect(await finish(id, codeAt(start))).toEqual({ outcome: 'start_again' });
  const next = await passFirstStep();
  expect(await finish(next, codeAt(start))).toEqual({ outcome: 'wait', waitSeconds: 60 });
  expect(await finish(next, codeAt(later(60)), later(60))).toMatchObject({ outcome: 'signed_in' });
});

test('wrong codes elsewhere do not lock the owner out: a known browser, and a recovery code, go on', async () => {
  for (let round = 0; round < 3; round += 1) {
    const id = await passFirstStep();
    for (let n = 0; n < 5; n += 1) await finish(id, wrongAt(start));
  }
  expect(await finish(await passFirstStep(), codeAt(start))).toMatchObject({ outcome: 'wait' });
  const home = { ...visitor, browserCookie: browserCookieFor(store.ring, person.email) };
  expect(await finish(await passFirstStep(start, home), codeAt(start), start, home)).toMatchObject({
    outcome: 'signed_in',
  });
  const [, , , code = ''] = recoveryCodes;
  expect(await finish(await passFirstStep(), code)).toMatchObject({ outcome: 'signed_in' });
});

test('wrong codes do not hold up the password, nor does the right password settle them', async () => {
  const id = await passFirstStep();
  for (let n = 0; n < 5; n += 1) await finish(id, wrongAt(start));
  const tries = await store.db.select().from(signInTries);
  await passFirstStep();
  expect((await store.db.select().from(signInTries)).length).toBe(tries.length);
});

test('a right code settles the wrong ones before it', async () => {
  for (const at of [start, later(30)]) {
    const id = await passFirstStep(at);
    for (let n = 0; n < 4; n += 1) await finish(id, wrongAt(at), at);
    expect(await finish(id, codeAt(at), at)).toMatchObject({ outcome: 'signed_in' });
  }
});

test('every refusal is written down with the person and without what was typed', async () => {
  const id = await passFirstStep();
  const typed = wrongAt(start);
  await finish(id, typed);
  const refused = await store.db.select().from(events).where(eq(events.kind, 'sign_in_refused'));
  expect(refused.at(-1)).toMatchObject({
    personId: person.id,
    address: '192.0.2.7',
    result: 'refused',
    facts: { step: 'second_factor' },
  });
  expect(JSON.stringify(refused)).not.toContain(typed);
});
