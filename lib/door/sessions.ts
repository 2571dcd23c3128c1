import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person, SignInMethod } from '@/lib/door/person';

const MINUTE_MS = 60_000;
export const IDLE_MS = 8 * 60 * MINUTE_MS;
export const ABSOLUTE_MS = 7 * 24 * 60 * MINUTE_MS;
const MAX_USER_AGENT = 400;

const hashOf = (sessionId: string) => createHash('sha256').update(sessionId).digest('base64url');

export interface NewSession {
  personId: string;
  method: SignInMethod;
  hasSecondFactor: boolean;
  /** Network address and browser that signed in, for the list of sessions. */
  address: string;
  userAgent: string;
  /** When the person proved who they are, where that was before now. */
  confirmedAt?: Date;
}

/** Starts a session and returns its id, which only the cookie keeps: the row has its hash. */
export async function createSession({ db }: Store, session: NewSession, now: Date): Promise<string> {
  const sessionId = randomBytes(32).toString('base64url');
  await db.insert(sessions).values({
    ...session,
    userAgent: session.userAgent.slice(0, MAX_USER_AGENT),
    confirmedAt: session.confirmedAt ?? now,
    idHash: hashOf(sessionId),
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
  isSecondFactorRequired: boolean,
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
    // A passkey is both factors; the second one of a company account is the company's matter.
    needsSecondFactor: isSecondFactorRequired && session.method === 'password' && !session.hasSecondFactor,
    address,
    apiKey: null,
  };
}

/** Ends the session of a cookie: its person signed out, or signed in anew in the same browser. */
export async function endSession(
  { db, ring }: Store,
  sessionId: string,
  now: Date,
  { kind, address }: { kind: 'signed_out' | 'session_ended'; address: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(and(eq(sessions.idHash, hashOf(sessionId)), isNull(sessions.endedAt)))
      .returning({ personId: sessions.personId });
    if (!ended) return;
    await recordEvent({ db: tx, ring }, { kind, by: { id: ended.personId, address, apiKey: null }, at: now });
  });
}
