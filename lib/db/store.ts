import { hasCanary, proveKeyRing } from '@/lib/db/canary';
import { makeDataDirectory } from '@/lib/db/data-directory';
import { type Database, type OpenDatabase, openDatabase } from '@/lib/db/database';
import { openRootSecret } from '@/lib/db/root-secret';
import { type Env, env } from '@/lib/env';
import { forgetProcessWide, processWide } from '@/lib/process-wide';
import { fileProvider, type KeyProvider } from '@/lib/seal/key-provider';
import type { KeyRing } from '@/lib/seal/key-ring';
import { loadKeyRing } from '@/lib/seal/load-key-ring';
import { vaultProvider } from '@/lib/seal/vault-provider';

/** What every query needs: the database and the keys that open what is sealed in it. */
export interface Store extends OpenDatabase {
  ring: KeyRing;
}

const NAME = 'store';

/** The process's one store, opened on first use: `next build` evaluates routes and must open nothing. */
export function getStore(): Promise<Store> {
  return processWide(NAME, () =>
    openStore().catch((error) => {
      forgetProcessWide(NAME);
      throw error;
    }),
  );
}

async function openStore(): Promise<Store> {
  makeDataDirectory(env().dataDir);
  const opened = await openDatabase(env());
  try {
    const source = { file: env().keysFile, provider: providerFor(env()) };
    return { ...opened, ring: await openKeyRing(opened.db, source) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** The key ring of a database, proved, with its root secret. @throws AppError keys_wrong, keys_missing, key_provider_failed, value_tampered */
export async function openKeyRing(
  db: Database,
  source: { file: string; provider: KeyProvider },
): Promise<KeyRing> {
  const ring = await loadKeyRing(source, !(await hasCanary(db)));
  await proveKeyRing(db, ring);
  ring.root = await openRootSecret(db, ring);
  return ring;
}

const providerFor = ({ vault }: Pick<Env, 'vault'>): KeyProvider =>
  vault ? vaultProvider(vault) : fileProvider;
