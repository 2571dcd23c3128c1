import { and, asc, eq, gt, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/database';
import { accounts, sealCanaries } from '@/lib/db/schema';
import { SEALED_COLUMNS, type SealedColumn } from '@/lib/keys/sealed-columns';

/** The format puts the key id second: `ev2.k1.…`. Of a long value no more than its beginning is read. */
const keyIdIn = ({ sealed }: SealedColumn) => sql<string>`split_part(left(${sealed}, 40), '.', 2)`;

export interface KeyUse {
  keyId: string;
  /** What is sealed with it, in words. */
  title: string;
  count: number;
}

/** How many values stand under each key, by place; places without one are left out. */
export async function countUses(db: Database): Promise<KeyUse[]> {
  const uses: KeyUse[] = [];
  for (const column of SEALED_COLUMNS) {
    const rows = await db
      .select({ keyId: keyIdIn(column), count: sql<number>`count(*)::int` })
      .from(column.table)
      .where(isNotNull(column.sealed))
      .groupBy(keyIdIn(column));
    for (const row of rows) uses.push({ ...row, title: column.title });
  }
  return uses;
}

export interface SealedRow {
  id: string;
  sealed: string;
  version: number;
}

/** The next rows of a column that are not under this key, in the order of their ids, after `afterId`. */
export async function listUnderOtherKeys(
  db: Database,
  column: SealedColumn,
  { keyId, afterId, limit }: { keyId: string; afterId: string | null; limit: number },
): Promise<SealedRow[]> {
  const { table, id, sealed, version } = column;
  const rows = await db
    .select({ id, sealed, version: version ?? sql<number>`1` })
    .from(table)
    .where(and(isNotNull(sealed), ne(keyIdIn(column), keyId), afterId === null ? undefined : gt(id, afterId)))
    .orderBy(asc(id))
    .limit(limit);
  return rows as SealedRow[];
}

/** Since when keys are known here; null for one from before this was kept. */
export async function listKnownKeys(db: Database): Promise<{ keyId: string; createdAt: Date | null }[]> {
  const { keyId, createdAt } = sealCanaries;
  return db.select({ keyId, createdAt }).from(sealCanaries);
}

export interface OldSecret {
  accountId: string;
  label: string;
  savedAt: Date;
}

/** Client secrets that were entered before an instant, the oldest first. */
export async function listSecretsFromBefore(db: Database, before: Date, limit = 50): Promise<OldSecret[]> {
  const rows = await db
    .select({ accountId: accounts.id, label: accounts.label, savedAt: accounts.clientSecretSavedAt })
    .from(accounts)
    .where(
      and(
        isNull(accounts.deletedAt),
        isNotNull(accounts.clientSecretSealed),
        lt(accounts.clientSecretSavedAt, before),
      ),
    )
    .orderBy(asc(accounts.clientSecretSavedAt))
    .limit(limit);
  return rows.flatMap(({ savedAt, ...row }) => (savedAt ? [{ ...row, savedAt }] : []));
}

/** Does this row still hold this very value? */
export async function isStillThere(
  db: Database,
  { table, id, sealed }: SealedColumn,
  rowId: string,
  value: string,
): Promise<boolean> {
  const found = await db
    .select({ id })
    .from(table)
    .where(and(eq(id, rowId), eq(sealed, value)));
  return found.length > 0;
}
