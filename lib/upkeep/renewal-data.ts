import { eq, sql } from 'drizzle-orm';
import { loadAccount } from '@/lib/accounts/data';
import { hasCurrentToken, type TokenRecord } from '@/lib/accounts/to-view';
import { changesOf } from '@/lib/db/changes';
import { ReadCache } from '@/lib/db/read-cache';
import { tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { ErrorCode } from '@/lib/errors';
import { processWide } from '@/lib/process-wide';
import { type TokenEtags, tokenEtags } from '@/lib/upkeep/token-etags';

/** What has to be known of an account to hand its token out. The token in it is sealed. */
export interface TokenStanding {
  deletedAt: Date | null;
  quarantinedAt: Date | null;
  quarantinedValue: string | null;
  /** Null without a token, and for one of an earlier configuration. */
  token: TokenInUse | null;
}

interface SealedToken extends Pick<TokenRecord, 'version' | 'accessTokenSealed' | 'expiresAt'> {
  etags: TokenEtags;
}

export interface TokenInUse extends SealedToken, Pick<TokenRecord, 'accountId' | 'obtainedAt'> {
  /** The token before, while nothing has shown yet that this one works. */
  before: SealedToken | null;
}

/** About 4 MB when full. */
const MAX_KEPT = 1000;
const keptBy = processWide('token-standings', () => new WeakMap<Store['db'], ReadCache<TokenStanding>>());

/**
 * How the token of an account stands, from memory while nothing was written; see lib/db/read-cache.ts.
 * @throws AppError not_found
 */
export function loadTokenStanding(store: Store, accountId: string, appUrl: string): Promise<TokenStanding> {
  const kept = keptBy.get(store.db) ?? new ReadCache<TokenStanding>(changesOf(store), MAX_KEPT);
  keptBy.set(store.db, kept);
  return kept.get(accountId.toLowerCase(), () => readTokenStanding(store, accountId, appUrl));
}

async function readTokenStanding(store: Store, accountId: string, appUrl: string): Promise<TokenStanding> {
  const { account, token } = await loadAccount(store, accountId);
  const { deletedAt, quarantinedAt, quarantinedValue } = account;
  const standing = { deletedAt, quarantinedAt, quarantinedValue };
  if (!token || !hasCurrentToken(account, token, appUrl)) return { ...standing, token: null };
  const { version, accessTokenSealed, obtainedAt, expiresAt } = token;
  const inUse = { accountId: account.id, version, accessTokenSealed, obtainedAt, expiresAt };
  const etags = tokenEtags(store.ring, inUse);
  return { ...standing, token: { ...inUse, etags, before: tokenBefore(store, token) } };
}

function tokenBefore({ ring }: Store, token: TokenRecord): TokenInUse['before'] {
  const { previousTokenSealed: sealed, previousVersion: version, previousExpiresAt: expiresAt } = token;
  if (!sealed || version === null || !expiresAt) return null;
  const etags = tokenEtags(ring, { accountId: token.accountId, version, expiresAt });
  return { accessTokenSealed: sealed, version, expiresAt, etags };
}

/** How far somebody else's renewal has come. */
export interface RenewalProgress {
  /** Version of the stored token. */
  version: number;
  /** Null when nobody holds the lease, by the database's own time. */
  heldForSeconds: number | null;
  failures: number;
  reason: ErrorCode | null;
  facts: Record<string, string | number | string[]>;
  /** When it is tried next; null when only a person can go on. */
  dueAt: Date | null;
}

export async function loadProgress({ db }: Store, accountId: string): Promise<RenewalProgress | null> {
  const [found] = await db
    .select({
      version: tokens.version,
      heldForSeconds: sql<number | null>`
        case when ${upkeep.leaseUntil} > now() then extract(epoch from ${upkeep.leaseUntil} - now())::float8 end`,
      failures: upkeep.failures,
      reason: upkeep.reason,
      facts: upkeep.facts,
      dueAt: upkeep.dueAt,
    })
    .from(tokens)
    .leftJoin(upkeep, eq(upkeep.accountId, tokens.accountId))
    .where(eq(tokens.accountId, accountId));
  return found ? { ...found, failures: found.failures ?? 0, facts: found.facts ?? {} } : null;
}
