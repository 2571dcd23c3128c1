import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core';
import type { AuditFilter } from '@/lib/audit/audit-filter';
import type { EventFacts } from '@/lib/audit/clean-facts';
import type { EventResult } from '@/lib/audit/event-kinds';
import { lineClauses } from '@/lib/audit/line-clauses';
import { accounts, apiKeys, events, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';

/** One line as it may be shown to whoever asks. */
export interface AuditLine {
  sequence: number;
  at: string;
  kind: string;
  result: EventResult;
  /** Null when no person asked. */
  person: { id: string; name: string } | null;
  /** Name of whom it was done to, where it was done to somebody. */
  subject: string | null;
  /** The key for automation that asked on behalf of the person. */
  apiKeyName: string | null;
  account: { id: string; label: string } | null;
  /** Where the request came from; for owners only. */
  address: string | null;
  facts: EventFacts;
}

interface ListOptions {
  filter: AuditFilter;
  /** Owners see everything; others see lines about accounts, and no addresses. */
  isOwner: boolean;
  /** Sequence of the line before which to go on. */
  before?: number | undefined;
  limit: number;
}

/** Lines of the audit log, newest first. */
export async function listLines(store: Store, options: ListOptions): Promise<AuditLine[]> {
  const rows = await queryLines(store, await lineClauses(store, options.filter, options.isOwner), options);
  return rows.map(({ line, first, last, subject, label, apiKeyName }) => ({
    sequence: line.id,
    at: line.at.toISOString(),
    kind: line.kind,
    result: line.result,
    person: line.personId === null ? null : { id: line.personId, name: first ? `${first} ${last}` : '' },
    subject,
    apiKeyName,
    account: line.accountId === null ? null : { id: line.accountId, label: label ?? '' },
    address: line.address,
    facts: line.facts,
  }));
}

/** The lines come first, with the names behind them: a join around all would let the planner begin with the names. */
export function queryLines(
  { db }: Store,
  wanted: SQL | undefined,
  { isOwner, before, limit }: Omit<ListOptions, 'filter'>,
) {
  const address = isOwner ? sql<string | null>`${events.address}` : sql<string | null>`null::text`;
  const lines = db.$with('lines').as(
    db
      .select({ ...columns, address: address.as('address') })
      .from(events)
      .where(and(wanted, before === undefined ? undefined : lt(events.id, before)))
      .orderBy(desc(events.id))
      .limit(limit),
  );
  const { id, at, kind, result, accountId, personId, facts } = lines;
  return db
    .with(lines)
    .select({
      line: { id, at, kind, result, accountId, personId, facts, address: lines.address },
      first: people.firstName,
      last: people.lastName,
      subject: sql<string | null>`${subjects.firstName} || ' ' || ${subjects.lastName}`,
      label: accounts.label,
      apiKeyName: apiKeys.name,
    })
    .from(lines)
    .leftJoin(people, eq(people.id, personId))
    .leftJoin(subjects, eq(subjects.id, subjectId(facts)))
    .leftJoin(accounts, eq(accounts.id, accountId))
    .leftJoin(apiKeys, eq(apiKeys.id, lines.apiKeyId))
    .orderBy(desc(id));
}

const subjects = alias(people, 'subjects');
/** A cast that fails would fail the page; what is no id is nobody's. */
const subjectId = (facts: AnyPgColumn) =>
  sql`case when ${facts} ->> 'person' ~ '^[0-9a-f-]{36}$' then (${facts} ->> 'person')::uuid end`;

const columns = {
  id: events.id,
  at: events.at,
  kind: events.kind,
  result: events.result,
  accountId: events.accountId,
  personId: events.personId,
  apiKeyId: events.apiKeyId,
  facts: events.facts,
};

/** Everybody whose acts can be asked for, by name. */
export async function listActors({ db }: Store, isOwner: boolean): Promise<{ id: string; name: string }[]> {
  const hasActed = sql`exists (select 1 from events e where e.person_id = ${people.id} and e.account_id is not null)`;
  const found = await db
    .select({ id: people.id, first: people.firstName, last: people.lastName })
    .from(people)
    .where(isOwner ? undefined : hasActed)
    .orderBy(people.firstName, people.lastName, people.id)
    .limit(500);
  return found.map(({ id, first, last }) => ({ id, name: `${first} ${last}` }));
}
