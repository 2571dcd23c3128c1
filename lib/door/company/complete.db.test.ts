import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { events, identities, people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { hashOf, randomSecret } from '@/lib/door/company/visits';
import { makeInvitation, makeResetLink } from '@/lib/door/invitations';
import type { Person } from '@/lib/door/person';
import { checkSession, createSession } from '@/lib/door/sessions';
import { issueWelcomeToken } from '@/lib/door/welcome';
import { grant } from '@/test/authorization-server/answers';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { forge, makeSigner } from '@/test/authorization-server/signing';
import { CompanySignIn } from '@/test/company-sign-in';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const server = scriptedServer();
let store: Store;
let company: CompanySignIn;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.delete(identities);
  company = await CompanySignIn.make(store, server);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => store.close());

const link = (person: Person, subject = 'subject-1', issuer = server.origin) =>
  store.db.insert(identities).values({ issuer, subject, personId: person.id });
const tokenRequests = () => server.seen.filter(({ path }) => path === '/token');
const whoIs = async (sessionId: string | null) =>
  sessionId && (await checkSession(store, sessionId, '192.0.2.7', company.clock.now(), true));
const problem = (code: string) => ({ path: `/sign-in?problem=${code}`, sessionId: null });

/** A person with a living session, as the guard hands them on. */
async function signedIn(): Promise<Person> {
  const person = await makePerson(store, 'editor');
  const session = { personId: person.id, method: 'password' as const, hasSecondFactor: true };
  const id = await createSession(
    store,
    { ...session, address: '192.0.2.7', userAgent: '' },
    new Date(company.clock.now().getTime() - 3600_000),
  );
  const found = await checkSession(store, id, '192.0.2.7', company.clock.now(), false);
  if (!found) throw new Error('no session');
  return found;
}
const confirmedAtOf = async ({ sessionIdHash }: Person) => {
  const [row] = await store.db.select().from(sessions).where(eq(sessions.idHash, sessionIdHash));
  return row?.confirmedAt;
};

describe('[ASVS-6.8.1] [ASVS-10.5.2] a person is known by issuer and subject, never by email', () => {
  test('signing in: a session of their own, both factors, and its line', async () => {
    const person = await makePerson(store, 'editor');
    await link(person);
    const arrival = await company.visit({ returnPath: '/help' }, { email: 'somebody-else@acme.example' });
    expect(arrival.path).toBe('/help');
    expect(await whoIs(arrival.sessionId)).toMatchObject({ id: person.id, needsSecondFactor: false });
    const [line] = (await store.db.select().from(events).orderBy(events.id)).slice(-1);
    expect(line).toMatchObject({ kind: 'signed_in', personId: person.id, facts: { method: 'company' } });
    expect(tokenRequests()[0]?.headers.authorization).toMatch(/^Basic /);
  });

  test('the same email under another subject is nobody', async () => {
    const person = await makePerson(store);
    await link(person);
    const arrival = await company.visit({}, { sub: 'subject-2', email: person.email });
    expect(arrival).toEqual(problem('company_unknown'));
  });

  test('the same subject of another issuer is nobody', async () => {
    await link(await makePerson(store), 'subject-1', 'https://other.example');
    expect(await company.visit()).toEqual(problem('company_unknown'));
    const other = await makePerson(store);
    await link(other);
    expect(await whoIs((await company.visit()).sessionId)).toMatchObject({ id: other.id });
  });

  test('[ASVS-7.4.2] somebody disabled is refused like somebody unknown', async () => {
    const person = await makePerson(store);
    await link(person);
    await store.db.update(people).set({ disabledAt: new Date() }).where(eq(people.id, person.id));
    expect(await company.visit()).toEqual(problem('company_unknown'));
  });

  test('[ASVS-7.2.4] the session that the browser had is over', async () => {
    const person = await makePerson(store);
    await link(person);
    const first = (await company.visit()).sessionId;
    const second = (await company.visit({}, {}, { sessionId: first })).sessionId;
    expect(second).not.toBe(first);
    expect(await whoIs(first)).toBeNull();
    expect(await whoIs(second)).not.toBeNull();
  });

  test.each([
    ['an hour ago', -3600],
    ['by a clock that is ahead', 50],
  ])('the proof is as old as the provider says: %s', async (_, seconds) => {
    await link(await makePerson(store));
    const nowMs = company.clock.now().getTime();
    const { sessionId } = await company.visit({}, { auth_time: nowMs / 1000 + seconds });
    const found = await whoIs(sessionId);
    expect(found ? found.confirmedAt.getTime() : null).toBe(nowMs + Math.min(0, seconds * 1000));
  });
});

describe('[RFC9700-1] [ASVS-10.2.1] [ASVS-10.1.2] an answer that belongs to no visit of this browser: nothing is asked', () => {
  test.each<[string, string, string]>([
    ['no state', '?code=a', 'state_missing'],
    ['another state', '?code=a&state=other', 'state_unknown'],
    ['state twice', '?code=a&state=STATE&state=STATE', 'callback_malformed'],
    ['a code twice', '?code=a&code=b&state=STATE', 'callback_malformed'],
    ['an ID token in the address', '?id_token=a&state=STATE', 'callback_malformed'],
    ['neither code nor error', '?state=STATE', 'callback_malformed'],
  ])('%s', async (_, search, code) => {
    const left = await company.leave();
    const arrival = await company.comeBack(left, { search: search.replaceAll('STATE', left.state) });
    expect(arrival).toEqual(problem(code));
    expect(tokenRequests()).toEqual([]);
  });

  test('another browser, and none at all; the visit is still good for its own', async () => {
    await link(await makePerson(store));
    const left = await company.leave();
    for (const browserSecret of [randomSecret(), ''])
      expect(await company.comeBack(left, { browserSecret })).toEqual(problem('state_unknown'));
    expect(tokenRequests()).toEqual([]);
    await company.grantToken(left.nonce);
    expect((await company.comeBack(left)).sessionId).not.toBeNull();
  });

  test('eleven minutes later, and again', async () => {
    await link(await makePerson(store));
    const late = await company.leave();
    company.clock.moveMs(11 * 60_000);
    expect(await company.comeBack(late)).toEqual(problem('state_expired'));
    expect(tokenRequests()).toEqual([]);
    const left = await company.leave();
    await company.grantToken(left.nonce);
    await company.comeBack(left);
    expect(await company.comeBack(left)).toEqual(problem('state_used'));
  });

  test('[RFC9700-16] fifty at once: one token request, one session', async () => {
    await link(await makePerson(store));
    const left = await company.leave();
    await company.grantToken(left.nonce);
    const arrivals = await Promise.all(Array.from({ length: 50 }, () => company.comeBack(left)));
    expect(arrivals.filter(({ sessionId }) => sessionId !== null)).toHaveLength(1);
    expect(tokenRequests()).toHaveLength(1);
  });

  test('two tabs of one browser do not stand in each other’s way, and their secrets are no common ones', async () => {
    await link(await makePerson(store));
    const first = await company.leave();
    const second = await company.leave({ browserSecret: first.browserSecret });
    expect(second.nonce).not.toBe(first.nonce);
    for (const left of [first, second]) {
      await company.grantToken(left.nonce);
      expect((await company.comeBack(left)).sessionId).not.toBeNull();
    }
    const [one, two] = tokenRequests().map(({ form }) => form.get('code_verifier'));
    expect(one).not.toBe(two);
    // The nonce of one tab in the answer to the other: refused.
    const third = await company.leave({ browserSecret: first.browserSecret });
    await company.grantToken(first.nonce);
    expect(await company.comeBack(third)).toEqual(problem('id_token_invalid'));
  });

  test('[RFC9700-2] PKCE by S256, and neither verifier nor nonce nor state stands in the row', async () => {
    await link(await makePerson(store));
    const left = await company.leave();
    expect(left.url.searchParams.get('code_challenge_method')).toBe('S256');
    const rows = JSON.stringify(await store.db.query.companyVisits.findMany());
    await company.grantToken(left.nonce);
    await company.comeBack(left);
    const verifier = tokenRequests()[0]?.form.get('code_verifier') ?? '';
    expect(hashOf(verifier)).toBe(left.url.searchParams.get('code_challenge'));
    for (const secret of [verifier, left.nonce, left.state, left.browserSecret])
      expect(rows).not.toContain(secret);
  });

  test('[RFC9700-6] an error of the provider: only its code is kept, and it wins over a code', async () => {
    const denied = await company.leave();
    const words = encodeURIComponent('<img src=x>');
    const search = `?code=a&error=access_denied&error_description=${words}&state=${denied.state}`;
    expect(await company.comeBack(denied, { search })).toEqual(problem('access_denied'));
    const odd = await company.leave();
    expect(await company.comeBack(odd, { search: `?error=login_required&state=${odd.state}` })).toEqual(
      problem('authorization_error'),
    );
    expect(tokenRequests()).toEqual([]);
  });

  test('[RFC9700-5] another issuer on the way back', async () => {
    const left = await company.leave();
    const search = `?code=a&state=${left.state}&iss=https%3A%2F%2Fevil.example`;
    expect(await company.comeBack(left, { search })).toEqual(problem('issuer_mismatch'));
    expect(tokenRequests()).toEqual([]);
  });
});

describe('[RFC9700-30] [ASVS-6.8.2] an ID token is always checked', () => {
  test.each<[string, Record<string, unknown>]>([
    ['[ASVS-10.5.1] another nonce', { nonce: 'other' }],
    ['[ASVS-10.5.1] no nonce', { nonce: undefined }],
    ['[ASVS-10.5.4] audience of another client', { aud: 'other' }],
    ['[ASVS-10.5.4] azp of another client', { azp: 'other' }],
    ['[OIDF-oidcc-client-test-invalid-iss] another issuer', { iss: 'https://evil.example' }],
    ['[OIDF-oidcc-client-test-missing-sub] no sub', { sub: undefined }],
    ['a sub that is no text', { sub: 7 }],
    ['a sub beyond ASCII', { sub: 'séb' }],
    ['expired', { exp: 1 }],
    ['a week old', { iat: 1 }],
    ['at_hash of another token', { at_hash: 'x'.repeat(22) }],
  ])('%s', async (_, parts) => {
    await link(await makePerson(store));
    // The provider's keys are known from this one on; whatever is wrong afterwards is not the keys.
    expect((await company.visit()).sessionId).not.toBeNull();
    expect(await company.visit({}, parts)).toEqual(problem('id_token_invalid'));
  });

  test('a foreign signature, alg none, HS256 with the client secret, and none at all', async () => {
    await link(await makePerson(store));
    const stranger = await makeSigner();
    const makers = [
      async (nonce: string) => stranger.sign(company.claims(nonce)),
      async (nonce: string) => forge({ alg: 'none' }, company.claims(nonce)),
      async (nonce: string) => forge({ alg: 'HS256' }, company.claims(nonce), 'made-up'),
    ];
    for (const make of makers) {
      const left = await company.leave();
      await company.grantToken(left.nonce, {}, await make(left.nonce));
      expect(await company.comeBack(left)).toEqual(problem('id_token_invalid'));
    }
    const left = await company.leave();
    company.announce(grant());
    expect(await company.comeBack(left)).toEqual(problem('id_token_invalid'));
  });
});

describe('nobody is made without a link', () => {
  const token = async () => {
    const owner = await makePerson(store);
    return (await makeInvitation(store, owner, { role: 'editor', forWhom: 'Ann' }, company.clock.now()))
      .token;
  };
  const accept = (linkToken: string, parts: Record<string, unknown> = {}) =>
    company.visit({ purpose: 'invitation', linkToken }, parts);

  test('an invitation: its person with its role, known from then on; the link is used', async () => {
    const linkToken = await token();
    const { sessionId } = await accept(linkToken, { email: 'ANN.one@acme.example', sub: 'ann-1' });
    const made = { role: 'editor', email: 'ann.one@acme.example', firstName: 'Ann', lastName: 'Lee' };
    expect(await whoIs(sessionId)).toMatchObject(made);
    expect((await company.visit({}, { sub: 'ann-1' })).sessionId).not.toBeNull();
    expect(await accept(linkToken, { email: 'two@acme.example', sub: 'ann-2' })).toEqual(
      problem('link_unusable'),
    );
  });

  test('with another link than it left with, or none: refused', async () => {
    const left = await company.leave({ purpose: 'invitation', linkToken: await token() });
    await company.grantToken(left.nonce);
    expect(await company.comeBack(left, { linkToken: await token() })).toEqual(problem('link_unusable'));
  });

  test('an email that somebody has: refused, nobody is linked, and the link is still good', async () => {
    const linkToken = await token();
    const { email } = await makePerson(store);
    expect(await accept(linkToken, { email, sub: 'ann-3' })).toEqual(problem('company_email_taken'));
    expect(await company.visit({}, { sub: 'ann-3' })).toEqual(problem('company_unknown'));
    const again = await accept(linkToken, { email: 'three@acme.example', sub: 'ann-3' });
    expect(again.sessionId).not.toBeNull();
  });

  test('an account that is somebody’s already: refused, nobody is made', async () => {
    await link(await makePerson(store), 'ann-4');
    const arrival = await accept(await token(), { email: 'four@acme.example', sub: 'ann-4' });
    expect(arrival).toEqual(problem('company_taken'));
    expect(await store.db.$count(people, eq(people.email, 'four@acme.example'))).toBe(0);
  });

  test.each([undefined, 'no address', 7, `${'x'.repeat(300)}@acme.example`])(
    'an email that is none (%s): refused in words',
    async (email) => {
      expect(await accept(await token(), { email, sub: 'ann-5' })).toEqual(problem('company_no_email'));
    },
  );

  test.each([
    [{ given_name: undefined, family_name: undefined, name: 'Ann van der Lee' }, 'Ann van der', 'Lee'],
    [{ given_name: undefined, family_name: undefined }, 'six', ''],
    [{ given_name: 'A\u202Enn', family_name: `L${'e'.repeat(400)}` }, 'Ann', `L${'e'.repeat(99)}`],
  ])('a name is taken from what there is, cleaned and cut (%#)', async (parts, firstName, lastName) => {
    const email = 'six@acme.example';
    await store.db.update(people).set({ email: randomSecret() }).where(eq(people.email, email));
    const { sessionId } = await accept(await token(), { ...parts, email, sub: randomSecret() });
    expect(await whoIs(sessionId)).toMatchObject({ firstName, lastName });
  });

  test('a reset link gives the account to its person and takes away every way in there was', async () => {
    const [owner, person] = [await makePerson(store), await signedIn()];
    await link(person, 'lost');
    const { token: linkToken } = await makeResetLink(store, owner, person.id, company.clock.now());
    const { sessionId } = await accept(linkToken, { sub: 'found' });
    expect(await whoIs(sessionId)).toMatchObject({ id: person.id, email: person.email, role: 'editor' });
    expect(await company.visit({}, { sub: 'lost' })).toEqual(problem('company_unknown'));
    const [row] = await store.db.select().from(sessions).where(eq(sessions.idHash, person.sessionIdHash));
    expect(row?.endedAt).not.toBeNull();
  });

  test('the welcome link makes the first owner once; afterwards it is worth nothing', async () => {
    const fresh = await openTestStore();
    try {
      const first = await CompanySignIn.make(fresh, server);
      const linkToken = (await issueWelcomeToken(fresh, first.clock.now())) ?? '';
      const { sessionId } = await first.visit({ purpose: 'welcome', linkToken });
      const owner = sessionId && (await checkSession(fresh, sessionId, '', first.clock.now(), true));
      expect(owner).toMatchObject({ role: 'owner', email: 'ann.lee@acme.example' });
      const again = await first.visit(
        { purpose: 'welcome', linkToken },
        { sub: 'eve', email: 'eve@b.example' },
      );
      expect(again).toEqual(problem('link_unusable'));
    } finally {
      await fresh.close();
    }
  });
});

describe('visits of somebody who is signed in', () => {
  const away = (person: Person, purpose: 'link' | 'confirm') => ({
    purpose,
    returnPath: '/you',
    sessionIdHash: person.sessionIdHash,
  });
  const onYou = (code: string) => ({ path: `/you?problem=${code}`, sessionId: null });

  test('linking adds a way in, twice changes nothing, and somebody else’s is refused', async () => {
    const [person, other] = [await signedIn(), await signedIn()];
    const linked = await company.visit(away(person, 'link'), {}, { person });
    expect(linked).toEqual({ path: '/you', sessionId: null });
    expect(await company.visit(away(person, 'link'), {}, { person })).toEqual(linked);
    expect(await whoIs((await company.visit()).sessionId)).toMatchObject({ id: person.id });
    expect(await company.visit(away(other, 'link'), {}, { person: other })).toEqual(onYou('company_taken'));
  });

  test('[RFC9700-9] ended by another session, or by nobody: refused, nothing is asked of the provider', async () => {
    const [person, other] = [await signedIn(), await signedIn()];
    for (const somebody of [other, null]) {
      const left = await company.leave(away(person, 'link'));
      expect(await company.comeBack(left, { person: somebody })).toEqual(onYou('session_mismatch'));
    }
    expect(tokenRequests()).toEqual([]);
    expect(await store.db.select().from(identities)).toEqual([]);
  });

  test('[ASVS-7.5.1] signing in again confirms the session, when the provider really asked', async () => {
    const person = await signedIn();
    await link(person);
    const left = await company.leave(away(person, 'confirm'));
    expect(left.url.searchParams.get('prompt')).toBe('login');
    expect(left.url.searchParams.get('max_age')).toBe('0');
    const nowSeconds = company.clock.now().getTime() / 1000;
    await company.grantToken(left.nonce, { auth_time: nowSeconds });
    expect(await company.comeBack(left, { person })).toEqual({ path: '/you', sessionId: null });
    expect(await confirmedAtOf(person)).toEqual(company.clock.now());
  });

  test.each([
    ['an earlier sign-in', { auth_time: -600 }, 'company_not_recent'],
    ['not saying when', {}, 'company_not_recent'],
    ['somebody unknown', { auth_time: 0, sub: 'unknown' }, 'company_unknown'],
    ['somebody else', { auth_time: 0, sub: 'other' }, 'company_taken'],
  ])('%s confirms nothing', async (_, parts: Record<string, unknown>, code) => {
    const [person, other] = [await signedIn(), await signedIn()];
    await link(person);
    await link(other, 'other');
    const before = await confirmedAtOf(person);
    const nowSeconds = company.clock.now().getTime() / 1000;
    const claims = {
      ...parts,
      ...('auth_time' in parts && { auth_time: nowSeconds + Number(parts.auth_time) }),
    };
    expect(await company.visit(away(person, 'confirm'), claims, { person })).toEqual(onYou(code));
    expect(await confirmedAtOf(person)).toEqual(before);
  });
});
