import path from 'node:path';
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Database } from '@/lib/db/database';
import { accounts, apiKeys, events, people, tokens, upkeep } from '@/lib/db/schema';

export interface LastBackup {
  at: Date;
  /** Null for one that was made on the machine. */
  personName: string | null;
}

/** The last line that says that a back-up was made. A back-up holds the line of itself: so it tells when it is from. */
export async function lastBackup(db: Database): Promise<LastBackup | null> {
  const [line] = await db
    .select({
      at: events.at,
      personName: sql<string | null>`${people.firstName} || ' ' || ${people.lastName}`,
    })
    .from(events)
    .leftJoin(people, eq(people.id, events.personId))
    .where(eq(events.kind, 'backup_made'))
    .orderBy(desc(events.id))
    .limit(1);
  return line ?? null;
}

/** True when a later version than this one wrote it: what it added would be read by nobody. */
export async function isFromLaterVersion(db: Database): Promise<boolean> {
  const migrationsFolder = path.resolve('lib/db/migrations');
  const ours = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  const { rows } = (await db.execute(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  )) as unknown as { rows: { newest: string | number | null }[] };
  return Number(rows[0]?.newest ?? 0) > ours;
}

export async function countAccounts(db: Database): Promise<number> {
  const [row] = await db.select({ accounts: count() }).from(accounts).where(isNull(accounts.deletedAt));
  return row?.accounts ?? 0;
}

export interface HeldToken {
  accountId: string;
  version: number;
}

const PAGE = 1000;

/**
 * Tokens with a refresh token whose time to be renewed has come: whoever kept them fresh after the back-up was made may have
 * spent it. One that was not due yet has been used by nobody.
 */
export async function* listDueRefreshTokens(db: Database, now: Date): AsyncGenerator<HeldToken[]> {
  let after: string | null = null;
  for (;;) {
    const rows: HeldToken[] = await db
      .select({ accountId: tokens.accountId, version: tokens.version })
      .from(tokens)
      .innerJoin(accounts, eq(accounts.id, tokens.accountId))
      .innerJoin(upkeep, eq(upkeep.accountId, tokens.accountId))
      .where(
        and(
          isNotNull(tokens.refreshTokenSealed),
          eq(accounts.grantType, 'authorization_code'),
          lte(upkeep.dueAt, now),
          after === null ? undefined : gt(tokens.accountId, after),
        ),
      )
      .orderBy(asc(tokens.accountId))
      .limit(PAGE);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.accountId ?? null;
  }
}

/** Keys for automation that were made before: one that was revoked since then opens again. */
export async function countLivingKeys(db: Database, now: Date): Promise<number> {
  const [row] = await db
    .select({ keys: count() })
    .from(apiKeys)
    .where(and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now)));
  return row?.keys ?? 0;
}
