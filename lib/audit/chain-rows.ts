import { and, asc, count, eq, gt, lte, sql } from 'drizzle-orm';
import { auditHeads, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';

export type Head = typeof auditHeads.$inferSelect;
type Db = Store['db'];

export async function readHead(db: Db): Promise<Head> {
  const [head] = await db.select().from(auditHeads).where(eq(auditHeads.id, 1));
  if (!head) throw new AppError('internal');
  return head;
}

/** Lines after one sequence up to another, oldest first, with a sign for those whose time is finer than we ever write. */
export const readLines = (db: Db, after: number, upTo: number, limit: number) =>
  db
    .select({ line: events, isWhole: sql<boolean>`${events.at} = date_trunc('milliseconds', ${events.at})` })
    .from(events)
    .where(and(gt(events.id, after), lte(events.id, upTo)))
    .orderBy(asc(events.id))
    .limit(limit);

/** First and last line and the head of one and the same moment. */
export async function readEnds(db: Db) {
  const end = (of: 'min' | 'max') => sql<string | null>`(select ${sql.raw(of)}(id) from events)`;
  const [ends] = await db
    .select({ head: auditHeads, first: end('min'), last: end('max') })
    .from(auditHeads)
    .where(eq(auditHeads.id, 1));
  if (!ends) throw new AppError('internal');
  return { head: ends.head, first: Number(ends.first ?? 0), last: Number(ends.last ?? 0) };
}

export async function countLines(db: Db, upTo: number): Promise<number> {
  const [counted] = await db.select({ lines: count() }).from(events).where(lte(events.id, upTo));
  return counted?.lines ?? 0;
}
