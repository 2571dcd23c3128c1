import { desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type AccountRecord, type TokenRecord, toAccountView } from '@/lib/accounts/to-view';
import type { AccountView } from '@/lib/accounts/view';
import { accounts, apiKeys, events, people, reports, tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { toTokenView } from '@/lib/tokens/to-view';
import { loadUpkeep } from '@/lib/upkeep/data';
import type { Report } from '@/lib/validation/report';

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
  const around = {
    upkeep: await loadUpkeep(store, id),
    deputyName: await deputyNameOf(store, loaded.account),
  };
  try {
    const tokenView = await viewToken(store, loaded);
    return toAccountView({ ...loaded, ...around, tokenView, report, appUrl, now });
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

async function deputyNameOf({ db }: Store, { deputyId }: AccountRecord): Promise<string | null> {
  if (!deputyId) return null;
  const [deputy] = await db.select({ name: ownerName }).from(people).where(eq(people.id, deputyId));
  return deputy?.name ?? null;
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

export interface HistoryEntry {
  id: number;
  at: string;
  kind: string;
  personName: string | null;
  /** Whom it was done to, for example the new deputy. */
  subject: string | null;
  facts: Record<string, string | number | string[]>;
}

const subjects = alias(people, 'subjects');

/** What happened to an account, newest first. */
export async function listHistory({ db }: Store, accountId: string, limit = 50): Promise<HistoryEntry[]> {
  const rows = await db
    .select({
      event: events,
      personName: ownerName,
      subject: sql<string | null>`${subjects.firstName} || ' ' || ${subjects.lastName}`,
      keyName: apiKeys.name,
    })
    .from(events)
    .leftJoin(people, eq(people.id, events.personId))
    .leftJoin(subjects, sql`${subjects.id}::text = ${events.facts} ->> 'person'`)
    .leftJoin(apiKeys, eq(apiKeys.id, events.apiKeyId))
    .where(eq(events.accountId, accountId))
    .orderBy(desc(events.id))
    .limit(limit);
  return rows.map(({ event, personName, subject, keyName }) => ({
    id: event.id,
    at: event.at.toISOString(),
    kind: event.kind,
    personName: keyName ? `the API key “${keyName}”` : personName,
    subject,
    facts: event.facts,
  }));
}
