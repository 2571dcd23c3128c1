import { existsSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { Pool } from 'pg';
import { asDatabase, type Database } from '@/lib/db/database';
import { poolConfig } from '@/lib/db/pool-config';
import { openRootSecret } from '@/lib/db/root-secret';
import * as schema from '@/lib/db/schema';
import { holdDataDirectory } from '@/lib/db/single-writer';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { fileProvider } from '@/lib/seal/key-provider';
import type { KeyRing } from '@/lib/seal/key-ring';
import { loadKeyRing } from '@/lib/seal/load-key-ring';
import { vaultProvider } from '@/lib/seal/vault-provider';

interface Opened {
  db: Database;
  ring: KeyRing;
  close(): Promise<void>;
}

/**
 * Opens the database of a configuration to be read only: nothing is migrated, nothing is written.
 * @throws AppError data_directory_in_use (the embedded database takes one process), not_found, keys_missing, keys_wrong
 */
export async function openForCheck(env: Env): Promise<Opened> {
  const { db, close } = await (env.databaseUrl ? openServer(env.databaseUrl) : openEmbedded(env.dataDir));
  try {
    const provider = env.vault ? vaultProvider(env.vault) : fileProvider;
    const ring = await loadKeyRing({ file: env.keysFile, provider }, false);
    ring.root = await openRootSecret(db, ring);
    return { db, ring, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openServer(databaseUrl: string) {
  const pool = new Pool({
    ...poolConfig(databaseUrl),
    max: 1,
    options: '-c default_transaction_read_only=on',
  });
  const db = asDatabase(drizzleNodePostgres(pool, { schema }));
  return { db, close: () => pool.end() };
}

async function openEmbedded(dataDir: string) {
  const directory = path.join(dataDir, 'db');
  if (!existsSync(directory)) throw new AppError('not_found', { facts: { directory } });
  const hold = await holdDataDirectory(dataDir);
  const client = await PGlite.create(directory);
  await client.exec('set default_transaction_read_only = on');
  const close = async () => {
    await client.close();
    await hold.release();
  };
  return { db: asDatabase(drizzlePglite(client, { schema })), close };
}
