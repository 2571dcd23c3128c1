import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { Client } from 'pg';
import { inject } from 'vitest';
import { proveKeyRing } from '@/lib/db/canary';
import { asDatabase, type OpenDatabase, openDatabase } from '@/lib/db/database';
import * as schema from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { writeLogger } from '@/lib/db/writes';
import { makeKeyRing } from '@/test/key-ring';
import { MIGRATED } from '@/test/postgres';

/**
 * A store of its own for one test file, migrated and empty: PGlite in memory, or a new database on the real PostgreSQL
 * that test/postgres.ts started. Files named *.db.test.ts run on both.
 */
export async function openTestStore(): Promise<Store> {
  const server = inject('postgresUrl');
  const opened = server ? await openServerDatabase(server) : await openMemoryDatabase();
  const ring = makeKeyRing();
  await proveKeyRing(opened.db, ring);
  return { ...opened, ring };
}

async function openMemoryDatabase(): Promise<OpenDatabase> {
  const loadDataDir = new Blob([readFileSync(inject('pgliteDump'))]);
  const client = await PGlite.create({ extensions: { pg_trgm }, loadDataDir });
  const db = drizzle(client, { schema, logger: writeLogger });
  return { db: asDatabase(db), kind: 'embedded', driver: { pglite: client }, close: () => client.close() };
}

async function openServerDatabase(server: string): Promise<OpenDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name} template ${MIGRATED}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return openDatabase({ databaseUrl: url.href, dataDir: '' });
}
