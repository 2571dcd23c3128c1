import { lt, or, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import {
  authorizations,
  ceremonies,
  companyVisits,
  invitations,
  sessions,
  signInTries,
  welcomeLinks,
} from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

/**
 * Deletes what had its time (ASVS 14.2.7): journeys to Coupa, visits to the company and steps of signing in an hour after they expired, failed
 * tries of yesterday, and sessions, welcome links and invitations thirty days after their end. Used ones expire as well.
 * Returns how many rows went.
 */
export async function cleanUpDoor({ db }: Store, now: Date): Promise<number> {
  const ago = (durationMs: number) => new Date(now.getTime() - durationMs);
  const [hour, day, month] = [ago(HOUR_MS), ago(24 * HOUR_MS), ago(MONTH_MS)];
  const old: [PgTable, SQL | undefined][] = [
    [authorizations, lt(authorizations.expiresAt, hour)],
    [ceremonies, lt(ceremonies.expiresAt, hour)],
    [companyVisits, lt(companyVisits.expiresAt, hour)],
    [signInTries, lt(signInTries.at, day)],
    [sessions, or(lt(sessions.endedAt, month), lt(sessions.expiresAt, month))],
    [welcomeLinks, lt(welcomeLinks.expiresAt, month)],
    [invitations, lt(invitations.expiresAt, month)],
  ];
  let count = 0;
  for (const [table, isOld] of old) {
    const gone = await db.delete(table).where(isOld).returning({ one: sql`1` });
    count += gone.length;
  }
  return count;
}
