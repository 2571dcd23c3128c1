import { and, count, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import { accounts, apiKeys, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { DAY_MS } from '@/lib/door/api-key-schema';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';

export const KEYS_PER_PAGE = 50;
/** How long before its end a key is said to need a successor. */
export const WARN_MS = 14 * DAY_MS;

export type ApiKeyState = 'active' | 'expires-soon' | 'expired' | 'revoked' | 'maker-gone';

/** A key as owners see it. The key itself is not in it: nobody can show it again. Instants are ISO 8601 strings. */
export interface ApiKeyRow {
  id: string;
  name: string;
  ending: string;
  scopes: ApiKeyScope[];
  /** Labels of the accounts it names; null for all. */
  accountLabels: string[] | null;
  makerName: string;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  state: ApiKeyState;
}

export interface ApiKeyPage {
  rows: ApiKeyRow[];
  total: number;
  /** Of all of them, not of this page. */
  expiringSoon: number;
  page: number;
  pageSize: number;
}

/** One page of the keys: those that open something first, the newest of them on top. `page` counts from 1. */
export async function listApiKeys({ db }: Store, page: number, now: Date): Promise<ApiKeyPage> {
  const counts = await countKeys({ db }, now);
  const isOver = sql`(${apiKeys.revokedAt} is not null or ${apiKeys.expiresAt} <= ${now.toISOString()}::timestamptz)`;
  const found = await db
    .select({ row: apiKeys, maker: people })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.createdById))
    .orderBy(isOver, desc(apiKeys.createdAt), apiKeys.id)
    .limit(KEYS_PER_PAGE)
    .offset((page - 1) * KEYS_PER_PAGE);
  const labels = await labelsOf(
    { db },
    found.flatMap(({ row }) => row.accountIds ?? []),
  );
  const rows = found.map((each) => toRow(each, labels, now));
  return { rows, ...counts, page, pageSize: KEYS_PER_PAGE };
}

async function countKeys({ db }: Pick<Store, 'db'>, now: Date) {
  const ends = and(gt(apiKeys.expiresAt, now), lte(apiKeys.expiresAt, new Date(now.getTime() + WARN_MS)));
  const canBeUsed = and(isNull(apiKeys.revokedAt), isNull(people.disabledAt), eq(people.role, 'owner'));
  const [counts] = await db
    .select({
      total: count(),
      expiringSoon: sql<number>`(count(*) filter (where ${and(ends, canBeUsed)}))::int`,
    })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.createdById));
  return counts ?? { total: 0, expiringSoon: 0 };
}

interface Found {
  row: typeof apiKeys.$inferSelect;
  maker: typeof people.$inferSelect;
}

function toRow({ row, maker }: Found, labels: Map<string, string>, now: Date): ApiKeyRow {
  return {
    id: row.id,
    name: row.name,
    ending: row.ending,
    scopes: row.scopes,
    accountLabels: row.accountIds?.map((id) => labels.get(id) ?? id) ?? null,
    makerName: `${maker.firstName} ${maker.lastName}`,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: row.lastUsedAddress,
    state: stateOf({ row, maker }, now),
  };
}

/** The same order as in `api-key-check.ts`, so that the list says what a request would hear. */
function stateOf({ row, maker }: Found, now: Date): ApiKeyState {
  if (row.revokedAt) return 'revoked';
  if (now >= row.expiresAt) return 'expired';
  if (maker.disabledAt || maker.role !== 'owner') return 'maker-gone';
  return row.expiresAt.getTime() - now.getTime() <= WARN_MS ? 'expires-soon' : 'active';
}

async function labelsOf({ db }: Pick<Store, 'db'>, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const named = await db
    .select({ id: accounts.id, label: accounts.label })
    .from(accounts)
    .where(inArray(accounts.id, [...new Set(ids)]));
  return new Map(named.map(({ id, label }) => [id, label]));
}
