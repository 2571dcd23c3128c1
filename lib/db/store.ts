import { hasCanary, proveKeyRing } from '@/lib/db/canary';
import { type OpenDatabase, openDatabase } from '@/lib/db/database';
import { env } from '@/lib/env';
import { forgetProcessWide, processWide } from '@/lib/process-wide';
import { type KeyRing, loadKeyRing } from '@/lib/seal/key-ring';

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
  const opened = await openDatabase(env());
  try {
    const ring = loadKeyRing(env().keysFile, !(await hasCanary(opened.db)));
    await proveKeyRing(opened.db, ring);
    return { ...opened, ring };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
