import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as migrateNodePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite, type PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { Pool, type PoolConfig } from 'pg';
import { requireRoom } from '@/lib/db/disk-room';
import { finishRestore } from '@/lib/db/loaded-folder';
import { needsMigration } from '@/lib/db/needs-migration';
import { poolConfig } from '@/lib/db/pool-config';
import * as schema from '@/lib/db/schema';
import { holdDataDirectory } from '@/lib/db/single-writer';
import { storageError } from '@/lib/db/storage-error';
import { countTransactions, writeLogger } from '@/lib/db/writes';

/** The same queries for both: embedded PGlite and a PostgreSQL server. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/**
 * Drizzle gives each driver a type of its own that differs in the raw result of `execute` only; everything else is the same
 * for both, and what reads a raw result looks at `rows`, which both have.
 */
export const asDatabase = (db: NodePgDatabase<typeof schema> | PgliteDatabase<typeof schema>): Database =>
  countTransactions(db as unknown as Database);

/** What lies below: the job engine speaks its own SQL, on the one embedded connection or on connections of its own. */
export type Driver = { pglite: PGlite } | { pool: PoolConfig };

export interface OpenDatabase {
  db: Database;
  kind: 'embedded' | 'server';
  driver: Driver;
  close(): Promise<void>;
}

const migrationsFolder = path.join(process.cwd(), 'lib', 'db', 'migrations');
/** Any number will do, as long as every replica takes the same one while it migrates. */
const MIGRATION_LOCK = 482_305_117;

/** PGlite sets 128 MB aside for its page cache, a third of the whole process; the system caches the same files once more. */
const START_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];

/** Opens `DATABASE_URL`, or PGlite in `dataDir/db` under the single-writer guard, and brings the schema up to date. */
export async function openDatabase(options: {
  databaseUrl?: string | undefined;
  dataDir: string;
}): Promise<OpenDatabase> {
  return options.databaseUrl ? openServer(options.databaseUrl) : openEmbedded(options.dataDir);
}

async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const hold = await holdDataDirectory(dataDir);
  try {
    requireRoom(dataDir);
    finishRestore(dataDir);
    const client = await PGlite.create(path.join(dataDir, 'db'), {
      startParams: START_PARAMS,
      extensions: { pg_trgm },
    });
    const db = drizzlePglite(client, { schema, logger: writeLogger });
    await migratePglite(db, { migrationsFolder });
    const close = async () => {
      await client.close();
      await hold.release();
    };
    return { db: asDatabase(db), kind: 'embedded', driver: { pglite: client }, close };
  } catch (cause) {
    await hold.release();
    throw storageError(cause);
  }
}

async function openServer(databaseUrl: string): Promise<OpenDatabase> {
  const config = poolConfig(databaseUrl);
  const pool = new Pool(config);
  // A connection that breaks is replaced by the pool, and what was asked on it fails. Without listeners, for idle ones and for
  // those between two statements of a transaction, Node would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const client = await pool.connect();
    try {
      const db = drizzleNodePostgres(client, { schema });
      await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
      if (await needsMigration(client, migrationsFolder)) await migrateNodePostgres(db, { migrationsFolder });
      await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`);
    } finally {
      client.release();
    }
    const db = drizzleNodePostgres(pool, { schema, logger: writeLogger });
    return { db: asDatabase(db), kind: 'server', driver: { pool: config }, close: () => pool.end() };
  } catch (cause) {
    await pool.end();
    throw storageError(cause);
  }
}
