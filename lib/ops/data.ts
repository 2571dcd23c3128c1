import { and, count, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { accounts, alertDeliveries, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

const MINUTE_MS = 60_000;

export interface Figures {
  /** Accounts by state; every account is in exactly one. */
  states: { state: string; accounts: number }[];
  overdue: { accounts: number; oldestAt: Date | null };
  deliveries: { status: string; deliveries: number }[];
}

const inUse = and(isNotNull(accounts.appliedAt), isNull(accounts.deletedAt), isNull(accounts.quarantinedAt));

/** Three statements whatever the number of accounts. Whoever asks often keeps the answer for a while, see read-metrics.ts. */
export async function readFigures({ db }: Store, now: Date): Promise<Figures> {
  const state = sql<string>`case
    when ${accounts.deletedAt} is not null then 'deleted'
    when ${accounts.quarantinedAt} is not null then 'quarantined'
    when ${accounts.appliedAt} is null then 'setting_up'
    else coalesce(${upkeep.state}, 'healthy') end`;
  const states = await db
    .select({ state, accounts: count() })
    .from(accounts)
    .leftJoin(upkeep, eq(upkeep.accountId, accounts.id))
    .groupBy(state);
  const [overdue] = await db
    .select({ accounts: count(), oldestAt: sql<Date | null>`min(${upkeep.dueAt})`.mapWith(upkeep.dueAt) })
    .from(upkeep)
    .innerJoin(accounts, eq(accounts.id, upkeep.accountId))
    .where(and(lt(upkeep.dueAt, new Date(now.getTime() - MINUTE_MS)), inUse));
  const deliveries = await db
    .select({ status: alertDeliveries.status, deliveries: count() })
    .from(alertDeliveries)
    .where(or(isNotNull(alertDeliveries.nextAt), eq(alertDeliveries.status, 'given_up')))
    .groupBy(alertDeliveries.status);
  return { states, overdue: overdue ?? { accounts: 0, oldestAt: null }, deliveries };
}

/** True when an account in use has been due for longer than that: by an index and the first row found. */
export async function isAnyOverdue({ db }: Store, now: Date, forMs: number): Promise<boolean> {
  const found = await db
    .select({ accountId: upkeep.accountId })
    .from(upkeep)
    .innerJoin(accounts, eq(accounts.id, upkeep.accountId))
    .where(and(lt(upkeep.dueAt, new Date(now.getTime() - forMs)), inUse))
    .limit(1);
  return found.length > 0;
}

/** What the pool to PostgreSQL holds; null for the embedded database, which has no pool. */
export function poolOf({ db }: Store): { total: number; idle: number; waiting: number } | null {
  const pool = (db as unknown as { $client?: object }).$client;
  if (!pool || !('totalCount' in pool)) return null;
  const { totalCount, idleCount, waitingCount } = pool as Record<string, number>;
  return { total: totalCount ?? 0, idle: idleCount ?? 0, waiting: waitingCount ?? 0 };
}

/** The cheapest question that a database can be asked. */
export const askDatabase = async ({ db }: Store): Promise<void> => void (await db.execute(sql`select 1`));
