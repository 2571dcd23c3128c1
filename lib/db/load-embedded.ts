import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { asDatabase, type Database } from '@/lib/db/database';
import * as schema from '@/lib/db/schema';

/**
 * Makes an embedded database in a new folder from the tar archive that `dumpDataDir` gave, and opens it without migrating it.
 * Whoever calls holds the data directory.
 */
export async function loadEmbedded(
  folder: string,
  dump: Blob,
): Promise<{ db: Database; close(): Promise<void> }> {
  const client = await PGlite.create({ dataDir: folder, extensions: { pg_trgm }, loadDataDir: dump });
  return { db: asDatabase(drizzle(client, { schema })), close: () => client.close() };
}
