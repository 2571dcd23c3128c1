import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { filterClause, needsPersonClause, onlyClause, searchClause } from '@/lib/accounts/list-clauses';
import {
  type AccountRecord,
  proofOf,
  standingOf,
  type TokenRecord,
  toAccountView,
} from '@/lib/accounts/to-view';
import {
  ACCOUNT_FILTERS,
  type AccountFilter,
  type AccountPage,
  type AccountRow,
  type AccountView,
} from '@/lib/accounts/view';
import { renewalDueAt } from '@/lib/coupa/renewal-due';
import { accounts, apiKeys, events, people, reports, tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { toTokenView } from '@/lib/tokens/to-view';
import type { Report } from '@/lib/validation/report';

export const PAGE_SIZE = 50;

export interface LoadedAccount {
  account: AccountRecord;
  ownerName: string;
  token: TokenRecord | null;
}

const ownerName = sql<string>`${people.firstName} || ' ' || ${people.lastName}`;

/** One account with its token row, sealed as it is. @throws AppError not_found */
export async function loadAccount({ db }: Store, id: string): Promise<LoadedAccount> {
  const [found] = await db
    .select({ account: accounts, ownerName, token: tokens })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.ownerId))
    .leftJoin(tokens, eq(tokens.accountId, accounts.id))
    .where(eq(accounts.id, id));
  if (!found) throw new AppError('not_found');
  return found;
}

/** One account as pages and the API may see it. @throws AppError not_found */
export async function getAccount(store: Store, id: string, appUrl: string, now: Date): Promise<AccountView> {
  const loaded = await loadAccount(store, id);
  const report = await newestReport(store, id);
  try {
    const tokenView = await viewToken(store, loaded);
    return toAccountView({ ...loaded, tokenView, report, appUrl, now });
  } catch (error) {
    // It was put aside just now, or its token was replaced: what stands there now is shown.
    if (
      error instanceof AppError &&
      (error.code === 'account_quarantined' || error.code === 'changed_meanwhile')
    )
      return getAccount(store, id, appUrl, now);
    throw error;
  }
}

/** Of an account that was put aside nothing is opened. */
async function viewToken(store: Store, { account, token }: LoadedAccount) {
  return token && !account.quarantinedAt ? toTokenView(store, token, account.grantType) : null;
}

async function newestReport({ db }: Store, accountId: string): Promise<Report | null> {
  const [newest] = await db
    .select({ body: reports.body })
    .from(reports)
    .where(eq(reports.accountId, accountId))
    .orderBy(desc(reports.startedAt))
    .limit(1);
  return newest?.body ?? null;
}

interface ListQuery {
  search: string;
  filter: AccountFilter;
  /** 1-based. */
  page: number;
  /** Nothing but these is listed and counted; null for all. */
  onlyIds?: string[] | null;
}

/** One page of the list, those that need a person first, with the number behind every filter. */
export async function listAccounts(
  store: Store,
  query: ListQuery,
  appUrl: string,
  now: Date,
): Promise<AccountPage> {
  const { db } = store;
  const found = and(searchClause(query.search), onlyClause(query.onlyIds));
  const joined = () =>
    db
      .select({
        account: accounts,
        ownerName,
        token: tokens,
        report: sql<Report | null>`
        (select r.body from reports r where r.account_id = ${accounts.id} order by r.started_at desc limit 1)`,
      })
      .from(accounts)
      .innerJoin(people, eq(people.id, accounts.ownerId))
      .leftJoin(tokens, eq(tokens.accountId, accounts.id));
  const counts = await countByFilter(store, found, now);
  const rows = await joined()
    .where(and(found, filterClause(query.filter, now)))
    .orderBy(desc(needsPersonClause(now)), desc(accounts.updatedAt), accounts.id)
    .limit(PAGE_SIZE)
    .offset((query.page - 1) * PAGE_SIZE);
  return {
    rows: rows.map((row) => toRow(row, appUrl, now)),
    counts,
    page: query.page,
    pageSize: PAGE_SIZE,
    total: counts[query.filter],
  };
}

async function countByFilter({ db }: Store, found: SQL | undefined, now: Date) {
  const number = (filter: AccountFilter) =>
    sql<number>`(count(*) filter (where ${filterClause(filter, now)}))::int`;
  const columns = Object.fromEntries(ACCOUNT_FILTERS.map((filter) => [filter, number(filter)]));
  const [counts] = await db
    .select(columns)
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.ownerId))
    .leftJoin(tokens, eq(tokens.accountId, accounts.id))
    .where(found);
  return counts as Record<AccountFilter, number>;
}

function toRow(row: LoadedAccount & { report: Report | null }, appUrl: string, now: Date): AccountRow {
  const { account, token } = row;
  const { status } = standingOf(account, token, appUrl, now);
  const canRenewAlone = account.grantType === 'client_credentials' || token?.refreshTokenSealed;
  return {
    id: account.id,
    label: account.label,
    accountType: account.accountType,
    host: new URL(account.instanceUrl).host,
    grantType: account.grantType,
    clientProof: account.clientProof,
    ownerName: row.ownerName,
    updatedAt: account.updatedAt.toISOString(),
    obtainedAt: token?.obtainedAt.toISOString() ?? null,
    expiresAt: token?.expiresAt.toISOString() ?? null,
    renewalDueAt: token && canRenewAlone ? renewalDueAt(token).toISOString() : null,
    status: { ...status, proof: proofOf(row.report) },
  };
}

export interface HistoryEntry {
  id: number;
  at: string;
  kind: string;
  personName: string | null;
  facts: Record<string, string | number | string[]>;
}

/** What happened to an account, newest first. */
export async function listHistory({ db }: Store, accountId: string, limit = 50): Promise<HistoryEntry[]> {
  const rows = await db
    .select({ event: events, personName: ownerName, keyName: apiKeys.name })
    .from(events)
    .leftJoin(people, eq(people.id, events.personId))
    .leftJoin(apiKeys, eq(apiKeys.id, events.apiKeyId))
    .where(eq(events.accountId, accountId))
    .orderBy(desc(events.id))
    .limit(limit);
  return rows.map(({ event, personName, keyName }) => ({
    id: event.id,
    at: event.at.toISOString(),
    kind: event.kind,
    personName: keyName ? `the API key “${keyName}”` : personName,
    facts: event.facts,
  }));
}
