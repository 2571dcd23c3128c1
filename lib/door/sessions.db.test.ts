import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { events, people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { endSessionsOf } from '@/lib/door/end-sessions';
import { endOtherSessions, endOwnSession, listSessions } from '@/lib/door/session-list';
import {
  ABSOLUTE_MS,
  checkSession,
  createSession,
  endSession,
  IDLE_MS,
  type NewSession,
} from '@/lib/door/sessions';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const start = new Date('2026-03-01T08:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const MINUTE = 60_000;

let store: Store;
let personId: string;

beforeAll(async () => {
  store = await openTestStore();
  const [person] = await store.db
    .insert(people)
    .values({
      email: 'ann@acme.example',
      firstName: 'Ann',
      lastName: 'Lee',
      role: 'editor',
      passwordHash: 'none',
    })
    .returning();
  personId = person?.id ?? '';
});
afterAll(() => store.close());

const open = (given: Partial<NewSession> = {}, now = start) =>
  createSession(
    store,
    {
      personId,
      method: 'password',
      hasSecondFactor: false,
      address: '192.0.2.7',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/152.0',
      ...given,
    },
    now,
  );
const check = (id: string, now: Date, isSecondFactorRequired = false) =>
  checkSession(store, id, '127.0.0.1', now, isSecondFactorRequired);

describe('a session', () => {
  test('[ASVS-7.2.1] [ASVS-7.2.2] [ASVS-7.2.3] opens with the 32 random bytes of its cookie, checked by the row, and no guess', async () => {
    const id = await open();
    expect(await check(id, start)).toMatchObject({ id: personId, role: 'editor', firstName: 'Ann' });
    const flipped = `${id.slice(0, -1)}${id.endsWith('A') ? 'E' : 'A'}`;
    const [row] = await store.db.select().from(sessions);
    for (const guess of [flipped, '', id.slice(1), `${id}A`, randomUUID(), row?.idHash ?? '', row?.id ?? ''])
      expect(await check(guess, start), guess).toBeNull();
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    const made = await Promise.all(Array.from({ length: 100 }, () => open()));
    expect(new Set(made).size).toBe(100);
    const hashes = await store.db.select({ hash: sessions.idHash }).from(sessions);
    expect(hashes.map(({ hash }) => hash)).not.toContain(id);
  });

  test('gives the page nothing secret of the person', async () => {
    const person = await check(await open(), start);
    expect(Object.keys(person ?? {}).sort()).toEqual([
      'address',
      'apiKey',
      'confirmedAt',
      'email',
      'firstName',
      'id',
      'lastName',
      'needsSecondFactor',
      'role',
      'sessionId',
      'sessionIdHash',
    ]);
  });

  test('[ASVS-7.4.1] is over once signed out, and the old cookie opens nothing again; the audit log says so once', async () => {
    const id = await open();
    const out = { kind: 'signed_out' as const, address: '192.0.2.9' };
    await endSession(store, id, later(1), out);
    await endSession(store, id, later(2), out);
    expect(await check(id, later(2))).toBeNull();
    const lines = await store.db.select().from(events).where(eq(events.kind, 'signed_out'));
    expect(lines).toMatchObject([{ personId, address: '192.0.2.9' }]);
  });

  test('[ASVS-7.3.1] is over after 8 hours without a request', async () => {
    const id = await open();
    expect(await check(id, later(IDLE_MS - 1))).not.toBeNull();
    expect(await check(id, later(IDLE_MS - 1 + IDLE_MS))).toBeNull();
  });

  test('[ASVS-7.3.2] is over after 7 days, however busy', async () => {
    const id = await open();
    for (let at = 0; at < ABSOLUTE_MS; at += IDLE_MS / 2) {
      expect(await check(id, later(at))).not.toBeNull();
    }
    expect(await check(id, later(ABSOLUTE_MS))).toBeNull();
  });

  test('notes when it was seen at most once a minute', async () => {
    const id = await open();
    const seen = async () => {
      const idHash = (await check(id, later(59_000)))?.sessionIdHash ?? '';
      const [row] = await store.db.select().from(sessions).where(eq(sessions.idHash, idHash));
      return row?.lastSeenAt;
    };
    expect(await seen()).toEqual(start);
    await check(id, later(MINUTE));
    expect(await seen()).toEqual(later(MINUTE));
  });

  test('is over for a disabled person', async () => {
    const id = await open();
    await store.db.update(people).set({ disabledAt: start });
    expect(await check(id, start)).toBeNull();
    await store.db.update(people).set({ disabledAt: null });
  });

  test.each([
    ['password', false, true],
    ['password', true, false],
    ['passkey', true, false],
    ['company', false, false],
  ] as const)(
    'by %s, second factor %s: still needs one where it is demanded: %s',
    async (method, hasSecondFactor, needs) => {
      const id = await open({ method, hasSecondFactor });
      expect(await check(id, start, true)).toMatchObject({ needsSecondFactor: needs });
      expect(await check(id, start, false)).toMatchObject({ needsSecondFactor: false });
    },
  );

  test('proves its person at sign-in, or earlier when told so', async () => {
    expect(await check(await open(), start)).toMatchObject({ confirmedAt: start });
    const earlier = later(-5 * MINUTE);
    expect(await check(await open({ confirmedAt: earlier }), start)).toMatchObject({ confirmedAt: earlier });
  });

  test('keeps no more of a browser than its head', async () => {
    const id = await open({ userAgent: 'x'.repeat(10_000) });
    const asking = await check(id, start);
    const [row] = await store.db
      .select()
      .from(sessions)
      .where(eq(sessions.id, asking?.sessionId ?? ''));
    expect(row?.userAgent).toHaveLength(400);
  });
});

describe('the list of own sessions', () => {
  const asking = async (id: string, now = start) => {
    const person = await check(id, now);
    if (!person) throw new Error('not signed in');
    return person;
  };
  beforeEach(() => store.db.transaction((tx) => endSessionsOf(tx, personId, start)).then(() => undefined));

  test('[ASVS-7.5.2] shows what lives, this one first, and neither hash nor cookie', async () => {
    const other = await open({ userAgent: 'curl/8.9.1' }, later(MINUTE));
    const over = await open();
    await endSession(store, over, start, { kind: 'signed_out', address: '' });
    await open({}, later(-IDLE_MS));
    const mine = await open();
    const listed = await listSessions(store, await asking(mine), later(MINUTE));
    expect(listed).toMatchObject([
      {
        browser: 'Firefox on Windows',
        address: '192.0.2.7',
        isThisOne: true,
        createdAt: start.toISOString(),
      },
      { browser: 'A browser or program', isThisOne: false },
    ]);
    for (const secret of [mine, other, (await asking(mine)).sessionIdHash])
      expect(JSON.stringify(listed)).not.toContain(secret);
  });

  test('[ASVS-7.5.2] one is ended at once, all others too, and this one goes on', async () => {
    const [mine, second, third] = [await open(), await open(), await open()];
    const person = await asking(mine);
    await endOwnSession(store, person, (await asking(second)).sessionId ?? '', start);
    expect(await check(second, start)).toBeNull();
    expect(await check(third, start)).not.toBeNull();
    expect(await endOtherSessions(store, person, start)).toBe(1);
    expect(await check(third, start)).toBeNull();
    expect(await check(mine, start)).not.toBeNull();
    const lines = await store.db.select().from(events).where(eq(events.kind, 'session_ended'));
    expect(lines.map(({ facts }) => facts)).toEqual([{ count: 1 }, { count: 1 }]);
  });

  test('nobody ends the session of another person, or one that is over', async () => {
    const other = await makePerson(store, 'owner');
    const theirs = await asking(await open({ personId: other.id }));
    const mine = await asking(await open());
    for (const id of [theirs.sessionId ?? '', randomUUID()])
      await expect(endOwnSession(store, mine, id, start)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listSessions(store, theirs, start)).toHaveLength(1);
  });
});
