import { and, eq, gt, isNull, ne, type SQL } from 'drizzle-orm';
import { sessions } from '@/lib/db/schema';
import type { Transaction } from '@/lib/db/transaction';
import { IDLE_MS } from '@/lib/door/sessions';

/** Sessions that still open something. */
export const livingSession = (now: Date): SQL | undefined =>
  and(
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, now),
    gt(sessions.lastSeenAt, new Date(now.getTime() - IDLE_MS)),
  );

/** Ends a person's sessions, all or all but one, and says how many were alive. */
export async function endSessionsOf(
  db: Transaction,
  personId: string,
  now: Date,
  keptId: string | null = null,
): Promise<number> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(eq(sessions.personId, personId), livingSession(now), keptId ? ne(sessions.id, keptId) : undefined),
    )
    .returning({ id: sessions.id });
  return ended.length;
}
