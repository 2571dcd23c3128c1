import { eq, type SQL, sql } from 'drizzle-orm';
import {
  filterClause,
  foundAccounts,
  looksAtAll,
  MOST_FOUND,
  type Part,
  partsOf,
} from '@/lib/accounts/list-clauses';
import { type ListCursor, readCursor, writeCursor } from '@/lib/accounts/list-cursor';
import { type AccountRecord, proofOf, standingOf, type TokenRecord } from '@/lib/accounts/to-view';
import { ACCOUNT_FILTERS, type AccountFilter, type AccountPage, type AccountRow } from '@/lib/accounts/view';
import { accounts, people, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import type { UpkeepRow } from '@/lib/upkeep/data';

export const PAGE_SIZE = 50;
/** Accounts are counted up to here; beyond, `uncounted` names the filter. */
export const COUNTED = 1000;
/** Pages that have a number. What comes after them is reached row by row, at the same cost: see `next`. */
export const LAST_NUMBERED_PAGE = COUNTED / PAGE_SIZE;

interface ListQuery {
  search: string;
  filter: AccountFilter;
  /** 1-based, at most `LAST_NUMBERED_PAGE`. */
  page: number;
  /** `next` of the page before; counts instead of `page`. */
  after?: string;
  /** Nothing but these is listed and counted; null for all. */
  onlyIds?: string[] | null;
}

/**
 * One page of the list, those that need a person first, with the number behind every filter. Two statements, and what they read is
 * bounded: a page costs the same among a thousand accounts and among a hundred thousand.
 */
export async function listAccounts(
  store: Store,
  query: ListQuery,
  appUrl: string,
  now: Date,
): Promise<AccountPage> {
  const { search, filter, onlyIds = null } = query;
  const found = foundAccounts(search, onlyIds);
  const numbers = await count(store, found, now);
  const after = readCursor(query.after ?? '');
  const page = after ? null : query.page;
  const offset = ((page ?? 1) - 1) * PAGE_SIZE;
  const read = await readRows(store, rowIds(partsOf(filter, now), found, after, offset));
  const rows = read.slice(0, PAGE_SIZE);
  const last = read.length > PAGE_SIZE ? rows.at(-1) : undefined;
  const isCut = search.trim() !== '' && numbers.found > MOST_FOUND;
  const counts = mapFilters((each) => Math.min(numbers[each], COUNTED));
  return {
    rows: rows.map((row) => toRow(row, appUrl, now)),
    counts,
    uncounted: ACCOUNT_FILTERS.filter((each) => isCut || numbers[each] > COUNTED),
    page,
    pageSize: PAGE_SIZE,
    total: counts[filter],
    next: last ? writeCursor({ part: last.part, at: last.at, id: last.account.id }) : null,
    searched: isCut
      ? 'some-found'
      : numbers.existing > MOST_FOUND && !looksAtAll(search, onlyIds)
        ? 'changed-last'
        : 'all',
  };
}

const mapFilters = <T>(of: (filter: AccountFilter) => T) =>
  Object.fromEntries(ACCOUNT_FILTERS.map((filter) => [filter, of(filter)])) as Record<AccountFilter, T>;

/** What was found by words stands before everything else as `found`; without words the list is over all accounts. */
const withFound = (found: SQL | null) => (found ? sql`with found as materialized (${found})` : sql``);
const sourceOf = (found: SQL | null) => (found ? sql`found` : sql`accounts`);

const countUpTo = (most: number, source: SQL, where: SQL) =>
  sql`(select count(*)::int from (select 1 from ${source} where ${where} limit ${most + 1}) counted)`;

/** Every account is of one of these; all but the deleted are the sum of the others. */
const COUNTED_FILTERS = ['needs-person', 'setting-up', 'valid', 'deleted'] as const;

type Numbers = Record<AccountFilter | 'found' | 'existing', number>;

/** How many there are behind each filter, how many were found, and how many there are in all; one more than is counted means more. */
async function count({ db }: Store, found: SQL | null, now: Date): Promise<Numbers> {
  const columns = COUNTED_FILTERS.map(
    (filter) =>
      sql`${countUpTo(COUNTED, sourceOf(found), filterClause(filter, now))} as ${sql.identifier(filter)}`,
  );
  const beside = found && [
    sql`(select count(*)::int from found) as found`,
    sql`${countUpTo(MOST_FOUND, sql`accounts`, sql`true`)} as existing`,
  ];
  const answer = (await db.execute(
    sql`${withFound(found)} select ${sql.join([...columns, ...(beside ?? [])], sql`, `)}`,
  )) as unknown as { rows: Omit<Numbers, 'all'>[] };
  const [numbers] = answer.rows;
  if (!numbers) throw new AppError('internal');
  const all = numbers['needs-person'] + numbers['setting-up'] + numbers.valid;
  return { ...{ found: 0, existing: 0 }, ...numbers, all };
}

/** Ids of the rows of one page and of the one after it, each with its place. Every part is read no further than it is needed. */
function rowIds(parts: readonly Part[], found: SQL | null, after: ListCursor | null, offset: number): SQL {
  const most = offset + PAGE_SIZE + 1;
  const read = parts.flatMap(({ where, newestBy }, part) => {
    if (after && part < after.part) return [];
    const isBehind =
      after?.part === part
        ? sql`and (${newestBy}, id) < (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql``;
    return sql`(select id, ${sql.raw(String(part))} as part, ${newestBy} as at from ${sourceOf(found)}
      where ${where} ${isBehind} order by ${newestBy} desc, id desc limit ${most})`;
  });
  return sql`${withFound(found)} select id, part, at from (${sql.join(read, sql` union all `)}) each_part
    order by part, at desc, id desc limit ${PAGE_SIZE + 1} offset ${offset}`;
}

type ListedToken = Pick<TokenRecord, 'configurationHash' | 'obtainedAt' | 'expiresAt'> & {
  hasRefreshToken: boolean;
};

interface ListedRow {
  part: number;
  at: string;
  account: AccountRecord;
  ownerName: string;
  token: ListedToken | null;
  upkeep: UpkeepRow | null;
}

/** Whole rows for some ids: no sealed token and no report is read. */
async function readRows({ db }: Store, ids: SQL): Promise<ListedRow[]> {
  const rows = await db
    .select({
      part: sql<number>`picked.part`,
      at: sql<string>`to_char(picked.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      account: accounts,
      ownerName: sql<string>`${people.firstName} || ' ' || ${people.lastName}`,
      token: {
        configurationHash: tokens.configurationHash,
        obtainedAt: tokens.obtainedAt,
        expiresAt: tokens.expiresAt,
        hasRefreshToken: sql<boolean>`${tokens.refreshTokenSealed} is not null`,
      },
      upkeep,
    })
    .from(sql`(${ids}) picked`)
    .innerJoin(accounts, sql`${accounts.id} = picked.id`)
    .innerJoin(people, eq(people.id, accounts.ownerId))
    .leftJoin(tokens, eq(tokens.accountId, accounts.id))
    .leftJoin(upkeep, eq(upkeep.accountId, accounts.id))
    .orderBy(sql`picked.part, picked.at desc, picked.id desc`);
  return rows as unknown as ListedRow[];
}

function toRow({ account, token, upkeep: kept, ...row }: ListedRow, appUrl: string, now: Date): AccountRow {
  const hasToken = token !== null && token.expiresAt !== null;
  const { status } = standingOf(account, hasToken ? token : null, kept, appUrl, now);
  const canRenewAlone = account.grantType === 'client_credentials' || token?.hasRefreshToken;
  return {
    id: account.id,
    label: account.label,
    accountType: account.accountType,
    host: new URL(account.instanceUrl).host,
    grantType: account.grantType,
    clientProof: account.clientProof,
    ownerName: row.ownerName,
    updatedAt: account.updatedAt.toISOString(),
    obtainedAt: hasToken ? token.obtainedAt.toISOString() : null,
    expiresAt: hasToken ? token.expiresAt.toISOString() : null,
    renewalDueAt: hasToken && canRenewAlone ? (kept?.dueAt?.toISOString() ?? null) : null,
    status: { ...status, proof: proofOf(null, kept?.proof ?? null) },
  };
}
