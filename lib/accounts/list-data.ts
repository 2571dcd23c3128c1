import { eq, inArray, type SQL, sql } from 'drizzle-orm';
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
  const after = readCursor(query.after ?? '');
  const page = after ? null : query.page;
  const offset = ((page ?? 1) - 1) * PAGE_SIZE;
  const ids = rowIds(partsOf(filter, now), found, after, offset);
  const { numbers, picked } = await pick(store, found, ids, now);
  const shown = picked.slice(0, PAGE_SIZE);
  const last = picked.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const rows = await readRows(store, shown);
  const isCut = search.trim() !== '' && numbers.found > MOST_FOUND;
  const counts = mapFilters((each) => Math.min(numbers[each], COUNTED));
  return {
    rows: rows.map((row) => toRow(row, appUrl, now)),
    counts,
    uncounted: ACCOUNT_FILTERS.filter((each) => isCut || numbers[each] > COUNTED),
    page,
    pageSize: PAGE_SIZE,
    total: counts[filter],
    next: last ? writeCursor(last) : null,
    searched: isCut
      ? 'some-found'
      : numbers.existing > MOST_FOUND && !looksAtAll(search, onlyIds)
        ? 'changed-last'
        : 'all',
  };
}

const mapFilters = <T>(of: (filter: AccountFilter) => T) =>
  Object.fromEntries(ACCOUNT_FILTERS.map((filter) => [filter, of(filter)])) as Record<AccountFilter, T>;

/** Without words the list is over all accounts. */
const sourceOf = (found: SQL | null) => (found ? sql`found` : sql`accounts`);

const countUpTo = (most: number, source: SQL, where: SQL) =>
  sql`(select count(*)::int from (select 1 from ${source} where ${where} limit ${most + 1}) counted)`;

/** Every account is of one of these; all but the deleted are the sum of the others. */
const COUNTED_FILTERS = ['needs-person', 'setting-up', 'valid', 'deleted'] as const;

type Numbers = Record<AccountFilter | 'found' | 'existing', number>;

/**
 * The rows of a page and how many there are behind each filter, how many were found, and how many there are in all; one more than
 * is counted means more. One statement, because looking for words is what costs.
 */
async function pick({ db }: Store, found: SQL | null, ids: SQL, now: Date) {
  const columns = COUNTED_FILTERS.map(
    (filter) =>
      sql`${countUpTo(COUNTED, sourceOf(found), filterClause(filter, now))} as ${sql.identifier(filter)}`,
  );
  const beside = found && [
    sql`(select count(*)::int from found) as found`,
    sql`${countUpTo(MOST_FOUND, sql`accounts`, sql`true`)} as existing`,
  ];
  // The drivers' types of a raw result have nothing in common; both have `rows` (see asDatabase), and the columns stand in the text.
  const answer = (await db.execute(sql`
    with ${found ? sql`found as materialized (${found}),` : sql``}
      numbers as (select ${sql.join([...columns, ...(beside ?? [])], sql`, `)}), picked as (${ids})
    select numbers.*, id, part, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from numbers left join picked on true order by part, picked.at desc, id desc`)) as unknown as {
    rows: (Omit<Numbers, 'all'> & (ListCursor | { id: null }))[];
  };
  const [numbers] = answer.rows;
  if (!numbers) throw new AppError('internal');
  const all = numbers['needs-person'] + numbers['setting-up'] + numbers.valid;
  const picked = answer.rows.flatMap((row) => (row.id === null ? [] : [row as ListCursor]));
  return { numbers: { ...{ found: 0, existing: 0 }, ...numbers, all } as Numbers, picked };
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
  return sql`select id, part, at from (${sql.join(read, sql` union all `)}) each_part
    order by part, at desc, id desc limit ${PAGE_SIZE + 1} offset ${offset}`;
}

type ListedToken = Pick<TokenRecord, 'configurationHash' | 'obtainedAt' | 'expiresAt'> & {
  hasRefreshToken: boolean;
};

interface ListedRow {
  account: AccountRecord;
  ownerName: string;
  token: ListedToken | null;
  upkeep: UpkeepRow | null;
}

/** Whole rows in the order of their ids: no sealed token and no report is read. */
async function readRows({ db }: Store, picked: readonly ListCursor[]): Promise<ListedRow[]> {
  if (picked.length === 0) return [];
  const ids = picked.map(({ id }) => id);
  const rows: ListedRow[] = await db
    .select({
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
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.ownerId))
    .leftJoin(tokens, eq(tokens.accountId, accounts.id))
    .leftJoin(upkeep, eq(upkeep.accountId, accounts.id))
    .where(inArray(accounts.id, ids));
  const byId = new Map(rows.map((row) => [row.account.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
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
