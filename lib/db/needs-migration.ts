import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { PoolClient } from 'pg';

/**
 * True when the newest migration was not made yet. The migrator itself asks for the right to create a schema even when it
 * has nothing to do; so a database that is up to date is opened by a role that may change rows and nothing else.
 */
export async function needsMigration(client: PoolClient, migrationsFolder: string): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  const { rows } = await client.query(`select to_regclass('drizzle.__drizzle_migrations') is null as is_new`);
  if (rows[0].is_new) return true;
  const made = await client.query('select max(created_at) as made_at from drizzle.__drizzle_migrations');
  return Number(made.rows[0].made_at) < newest;
}
