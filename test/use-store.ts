import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Store } from '@/lib/db/store';
import { processWide } from '@/lib/process-wide';
import { openTestStore } from '@/test/database';

/** Opens a store of its own and makes it the one that this process's route handlers find. Before anything reads `env()`. */
export async function useStore(): Promise<Store> {
  process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'caw-routes-'));
  const store = await openTestStore();
  processWide('store', () => Promise.resolve(store));
  return store;
}
