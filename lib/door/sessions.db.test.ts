import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import {
  ABSOLUTE_MS,
  checkSession,
  createSession,
  endAllSessions,
  endSession,
  IDLE_MS,
} from '@/lib/door/sessions';
import { openTestStore } from '@/test/database';

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

describe('a session', () => {
  test('opens with the id of its cookie and no other', async () => {
    const id = await createSession(store, personId, start);
    expect(await checkSession(store, id, '127.0.0.1', start)).toMatchObject({
      id: personId,
      role: 'editor',
      firstName: 'Ann',
    });
    expect(
      await checkSession(store, `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`, '127.0.0.1', start),
    ).toBeNull();
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    const hashes = await store.db.select({ hash: sessions.idHash }).from(sessions);
    expect(hashes.map(({ hash }) => hash)).not.toContain(id);
  });

  test('gives the page nothing secret of the person', async () => {
    const person = await checkSession(store, await createSession(store, personId, start), '127.0.0.1', start);
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

  test('is over once ended, and stays over', async () => {
    const id = await createSession(store, personId, start);
    await endSession(store, id, later(1));
    expect(await checkSession(store, id, '127.0.0.1', later(2))).toBeNull();
  });

  test('is over after 8 hours without a request', async () => {
    const id = await createSession(store, personId, start);
    expect(await checkSession(store, id, '127.0.0.1', later(IDLE_MS - 1))).not.toBeNull();
    expect(await checkSession(store, id, '127.0.0.1', later(IDLE_MS - 1 + IDLE_MS))).toBeNull();
  });

  test('is over after 7 days, however busy', async () => {
    const id = await createSession(store, personId, start);
    for (let at = 0; at < ABSOLUTE_MS; at += IDLE_MS / 2) {
      expect(await checkSession(store, id, '127.0.0.1', later(at))).not.toBeNull();
    }
    expect(await checkSession(store, id, '127.0.0.1', later(ABSOLUTE_MS))).toBeNull();
  });

  test('notes when it was seen at most once a minute', async () => {
    const id = await createSession(store, personId, start);
    const seen = async () => {
      const idHash = (await checkSession(store, id, '127.0.0.1', later(59_000)))?.sessionIdHash ?? '';
      const [row] = await store.db.select().from(sessions).where(eq(sessions.idHash, idHash));
      return row?.lastSeenAt;
    };
    expect(await seen()).toEqual(start);
    await checkSession(store, id, '127.0.0.1', later(MINUTE));
    expect(await seen()).toEqual(later(MINUTE));
  });

  test('is over for a disabled person, and for all of them at once', async () => {
    const [one, two] = [
      await createSession(store, personId, start),
      await createSession(store, personId, start),
    ];
    await store.db.update(people).set({ disabledAt: start });
    expect(await checkSession(store, one, '127.0.0.1', start)).toBeNull();
    await store.db.update(people).set({ disabledAt: null });
    await endAllSessions(store, personId, start);
    expect(await checkSession(store, one, '127.0.0.1', start)).toBeNull();
    expect(await checkSession(store, two, '127.0.0.1', start)).toBeNull();
  });
});
