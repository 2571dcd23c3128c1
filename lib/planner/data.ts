import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { REFRESH_TOKEN_LIFETIME_DAYS } from '@/lib/coupa/rules';
import { accounts, alerts, people, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { consentEndsAt, REMINDER_DAYS } from '@/lib/planner/consent-end';
import type { PlannedSignIn } from '@/lib/planner/to-calendar';

export const PLANNER_PAGE_SIZE = 50;
export const PLANNER_FILTERS = ['all', 'soon'] as const;
export type PlannerFilter = (typeof PLANNER_FILTERS)[number];
/** What "soon" means. */
export const SOON_DAYS = 30;

const DAY_MS = 86_400_000;
/** A calendar of more than this is nobody's. */
const MAX_EVENTS = 10_000;

export interface PlannerRow extends PlannedSignIn {
  isApplied: boolean;
  /** Since when Coupa no longer takes the refresh token, days left or not; null while it does. */
  refusedSince: Date | null;
}

export interface PlannerPage {
  rows: PlannerRow[];
  counts: Record<PlannerFilter, number>;
  page: number;
  total: number;
}

const deputies = alias(people, 'deputies');
const nameOf = (person: typeof people | typeof deputies) =>
  sql<string | null>`${person.firstName} || ' ' || ${person.lastName}`;

/** Accounts that go on by a refresh token, and so rest on a consent. */
const restsOnConsent = and(
  isNull(accounts.deletedAt),
  eq(accounts.grantType, 'authorization_code'),
  isNotNull(tokens.refreshTokenSealed),
  isNotNull(tokens.consentedAt),
);
const isRefused = sql<boolean>`coalesce(${upkeep.state} = 'reauth_required', false)`;

/** Consents that end within so many days of now, or have ended. */
const endsWithin = (days: number, now: Date): SQL =>
  lte(tokens.consentedAt, new Date(now.getTime() + (days - REFRESH_TOKEN_LIFETIME_DAYS) * DAY_MS));
const isSoon = (now: Date) => or(isRefused, endsWithin(SOON_DAYS, now));

function select({ db }: Store) {
  return db
    .select({
      accountId: accounts.id,
      label: accounts.label,
      instanceUrl: accounts.instanceUrl,
      consentedAt: tokens.consentedAt,
      ownerName: nameOf(people),
      deputyName: nameOf(deputies),
      appliedAt: accounts.appliedAt,
      state: upkeep.state,
      since: upkeep.since,
    })
    .from(tokens)
    .innerJoin(accounts, eq(accounts.id, tokens.accountId))
    .innerJoin(people, eq(people.id, accounts.ownerId))
    .leftJoin(deputies, eq(deputies.id, accounts.deputyId))
    .leftJoin(upkeep, eq(upkeep.accountId, accounts.id));
}

type Selected = Awaited<ReturnType<ReturnType<typeof select>['limit']>>[number];

const toRow = ({
  instanceUrl,
  consentedAt,
  ownerName,
  appliedAt,
  state,
  since,
  ...row
}: Selected): PlannerRow => ({
  ...row,
  host: new URL(instanceUrl).host,
  // The clause leaves out those without.
  endsAt: consentEndsAt(consentedAt ?? new Date(0)),
  ownerName: ownerName ?? '',
  isApplied: appliedAt !== null,
  refusedSince: state === 'reauth_required' ? since : null,
});

/** One page of the planner: first those that Coupa refuses already, then by the day on which a consent ends. */
export async function listPlanned(
  store: Store,
  { filter, page }: { filter: PlannerFilter; page: number },
  now: Date,
): Promise<PlannerPage> {
  const [counts = { all: 0, soon: 0 }] = await store.db
    .select({
      all: sql<number>`count(*)::int`,
      soon: sql<number>`(count(*) filter (where ${isSoon(now)}))::int`,
    })
    .from(tokens)
    .innerJoin(accounts, eq(accounts.id, tokens.accountId))
    .leftJoin(upkeep, eq(upkeep.accountId, accounts.id))
    .where(restsOnConsent);
  const rows = await select(store)
    .where(and(restsOnConsent, filter === 'soon' ? isSoon(now) : undefined))
    .orderBy(sql`${isRefused} desc`, asc(tokens.consentedAt), asc(accounts.id))
    .limit(PLANNER_PAGE_SIZE)
    .offset((page - 1) * PLANNER_PAGE_SIZE);
  return { rows: rows.map(toRow), counts, page, total: counts[filter] };
}

/** For a calendar: every account in use, or one, the nearest end first. */
export async function listSignIns(store: Store, accountId: string | null): Promise<PlannedSignIn[]> {
  const rows = await select(store)
    .where(
      and(restsOnConsent, accountId === null ? isNotNull(accounts.appliedAt) : eq(accounts.id, accountId)),
    )
    .orderBy(asc(tokens.consentedAt), asc(accounts.id))
    .limit(MAX_EVENTS);
  return rows.map(toRow);
}

interface ToRemind {
  accountId: string;
  endsAt: Date;
  /** Reminders of this and earlier consents that went out. */
  told: string[];
}

/**
 * Accounts in use whose consent ends within the longest reminder or has ended, in the order of their ids, after the given one.
 * Those that Coupa refuses already are left out: their people have been told something worse.
 */
export async function listToRemind(
  { db }: Store,
  now: Date,
  { after, limit }: { after: string | null; limit: number },
): Promise<ToRemind[]> {
  const rows = await db
    .select({
      accountId: accounts.id,
      consentedAt: tokens.consentedAt,
      told: sql<string[]>`array(select ${alerts.onceKey} from ${alerts}
        where ${alerts.accountId} = ${accounts.id} and ${alerts.kind} = 'reminder' and ${alerts.onceKey} is not null)`,
    })
    .from(tokens)
    .innerJoin(accounts, eq(accounts.id, tokens.accountId))
    .leftJoin(upkeep, eq(upkeep.accountId, accounts.id))
    .where(
      and(
        restsOnConsent,
        isNotNull(accounts.appliedAt),
        sql`not ${isRefused}`,
        endsWithin(REMINDER_DAYS[0], now),
        after === null ? undefined : gt(accounts.id, after),
      ),
    )
    .orderBy(asc(accounts.id))
    .limit(limit);
  return rows.map(({ consentedAt, ...row }) => ({
    ...row,
    endsAt: consentEndsAt(consentedAt ?? new Date(0)),
  }));
}
