import { and, eq, gte, ilike, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { AuditFilter } from '@/lib/audit/audit-filter';
import { kindsOf } from '@/lib/audit/event-groups';
import { ACCOUNT_EVENTS } from '@/lib/audit/event-kinds';
import { accounts, events } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

const DAY_MS = 86_400_000;
/** Sequence and time run together but for the clocks of several processes and the length of a transaction. */
const SLACK_MS = 3_600_000;

/** The conditions of a filter. Everything is found by an index, newest first, however long the log is. */
export async function lineClauses(
  { db }: Pick<Store, 'db'>,
  filter: AuditFilter,
  isOwner: boolean,
): Promise<SQL | undefined> {
  const { group, person, account, result, from, to, label } = filter;
  return and(
    isOwner ? undefined : and(isNotNull(events.accountId), inArray(events.kind, [...ACCOUNT_EVENTS])),
    group && inArray(events.kind, kindsOf(group)),
    person ? eq(events.personId, person) : undefined,
    account ? eq(events.accountId, account) : undefined,
    result && eq(events.result, result),
    from ? fromClause(new Date(from)) : undefined,
    to ? beforeClause(new Date(Date.parse(to) + DAY_MS)) : undefined,
    label ? await labelClause(db, label) : undefined,
  );
}

/** The sequence bounds the search by the index of times, and the time then decides. */
function fromClause(at: Date) {
  const earlier = new Date(at.getTime() - SLACK_MS).toISOString();
  return and(
    gte(events.at, at),
    sql`${events.id} > coalesce((select e.id from events e where e.at < ${earlier}::timestamptz order by e.at desc limit 1), 0)`,
  );
}

function beforeClause(at: Date) {
  const later = new Date(at.getTime() + SLACK_MS).toISOString();
  return and(
    lt(events.at, at),
    sql`${events.id} < coalesce((select e.id from events e where e.at >= ${later}::timestamptz order by e.at limit 1), 9223372036854775807)`,
  );
}

/** The accounts are looked up first: a join would let the planner read the whole log for a label that few have. */
async function labelClause(db: Store['db'], label: string) {
  const pattern = `%${label.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const found = await db.select({ id: accounts.id }).from(accounts).where(ilike(accounts.label, pattern));
  return sql`${events.accountId} = any(${`{${found.map(({ id }) => id).join(',')}}`}::uuid[])`;
}
