import { and, desc, eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { browserWords } from '@/lib/door/browser-words';
import { endSessionsOf, livingSession } from '@/lib/door/end-sessions';
import type { Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { isSameSecret } from '@/lib/oauth/same-secret';

export interface SessionView {
  id: string;
  /** "Chrome on Windows", as the browser calls itself. */
  browser: string;
  address: string;
  createdAt: string;
  lastSeenAt: string;
  isThisOne: boolean;
}

/** More are not shown; nobody reads them, and End all others ends them too. */
const MAX_LISTED = 50;

/** A person's own living sessions, this one first, then the one seen last. */
export async function listSessions({ db }: Store, person: Person, now: Date): Promise<SessionView[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, person.id), livingSession(now)))
    .orderBy(desc(eq(sessions.idHash, person.sessionIdHash)), desc(sessions.lastSeenAt))
    .limit(MAX_LISTED);
  return rows.map(({ id, idHash, userAgent, address, createdAt, lastSeenAt }) => ({
    id,
    browser: browserWords(userAgent),
    address,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isThisOne: isSameSecret(idHash, person.sessionIdHash),
  }));
}

/** Ends one of the person's own sessions. @throws AppError not_found for somebody else's, or one that is over */
export async function endOwnSession(
  { db, ring }: Store,
  by: Person,
  sessionId: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(and(eq(sessions.id, sessionId), eq(sessions.personId, by.id), livingSession(now)))
      .returning({ id: sessions.id });
    if (ended.length === 0) throw new AppError('not_found');
    await recordEvent({ db: tx, ring }, { kind: 'session_ended', by, facts: { count: 1 }, at: now });
  });
}

/** Ends all of the person's sessions but the one that asks; how many there were. */
export async function endOtherSessions({ db, ring }: Store, by: Person, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const count = await endSessionsOf(tx, by.id, now, by.sessionId);
    if (count > 0)
      await recordEvent({ db: tx, ring }, { kind: 'session_ended', by, facts: { count }, at: now });
    return count;
  });
}
