import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';

const MINUTE_MS = 60_000;
export const IDLE_MS = 8 * 60 * MINUTE_MS;
export const ABSOLUTE_MS = 7 * 24 * 60 * MINUTE_MS;

const hashOf = (sessionId: string) => createHash('sha256').update(sessionId).digest('base64url');

/** Starts a session and returns its id, which only the cookie keeps: the row has its hash. */
export async function createSession({ db }: Store, personId: string, now: Date): Promise<string> {
  const sessionId = randomBytes(32).toString('base64url');
  await db.insert(sessions).values({
    idHash: hashOf(sessionId),
    personId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + ABSOLUTE_MS),
  });
  return sessionId;
}

/** The person of a session that is there, not ended, not idle for 8 hours, not 7 days old, and whose person is not disabled. */
export async function checkSession(
  { db }: Store,
  sessionId: string,
  address: string,
  now: Date,
): Promise<Person | null> {
  const idHash = hashOf(sessionId);
  const [found] = await db
    .select({ session: sessions, person: people })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.idHash, idHash), isNull(sessions.endedAt), isNull(people.disabledAt)));
  if (!found) return null;
  const { session, person } = found;
  const unseenMs = now.getTime() - session.lastSeenAt.getTime();
  if (now >= session.expiresAt || unseenMs >= IDLE_MS) return null;
  // Once a minute is enough for an idle limit of hours, and spares a write for every request.
  if (unseenMs >= MINUTE_MS) {
    const wasSeenBefore = lt(sessions.lastSeenAt, now);
    await db
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.idHash, idHash), wasSeenBefore));
  }
  const { id, email, firstName, lastName, role } = person;
  return {
    id,
    email,
    firstName,
    lastName,
    role,
    sessionIdHash: idHash,
    sessionId: session.id,
    confirmedAt: session.confirmedAt,
    needsSecondFactor: false,
    address,
    apiKey: null,
  };
}

export async function endSession({ db }: Store, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.idHash, hashOf(sessionId)), isNull(sessions.endedAt)));
}

/** Ends every session of a person: after a new password, or when somebody is disabled. */
export async function endAllSessions({ db }: Store, personId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)));
}
