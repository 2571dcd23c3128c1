import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Says where the cluster lies to every process that is started from here. */
const PLACE = 'EMPTY_CLUSTER';

/**
 * Makes an embedded PostgreSQL in which nothing is yet, no schema either: three of the five seconds that a first start takes, and
 * the same each time.
 */
export async function makeEmptyCluster(folder: string): Promise<void> {
  const client = await PGlite.create(folder);
  await client.close();
  process.env[PLACE] = folder;
}

/** Puts a copy where a first start would make its own. Without one, and where a database is already, it leaves things as they are. */
export function copyEmptyCluster(dataDir: string): void {
  const [from, to] = [process.env[PLACE], path.join(dataDir, 'db')];
  if (!from || existsSync(to)) return;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  cpSync(from, to, { recursive: true });
}
