import { existsSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { countAccounts, countLivingKeys, isFromLaterVersion, lastBackup } from '@/lib/backup/data';
import { endWhatWasOpen } from '@/lib/backup/mutations';
import { leaveMark } from '@/lib/backup/restored-mark';
import type { Database } from '@/lib/db/database';
import { loadEmbedded } from '@/lib/db/load-embedded';
import { finishRestore, loadedFolder } from '@/lib/db/loaded-folder';
import { holdDataDirectory } from '@/lib/db/single-writer';
import { openKeyRing } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import type { KeyProvider } from '@/lib/seal/key-provider';

interface Restore {
  dataDir: string;
  keys: { file: string; provider: KeyProvider };
  /** The back-up. */
  file: string;
  /** Whoever puts it back says that nobody has used its refresh tokens since. */
  triesTokens: boolean;
  now: Date;
}

export interface Restored {
  madeAt: Date | null;
  accounts: number;
  apiKeys: number;
  /** Where the database lies that was there before; null when there was none. */
  before: string | null;
}

/**
 * Puts a back-up in the place of the embedded database. It is loaded beside it and must open with the keys that are here, before
 * anything is moved; what was there is kept. Sessions and journeys to Coupa that were open in it are ended. A mark tells the
 * next start, see catch-up.ts.
 * @throws AppError data_directory_in_use while the service runs, backup_unreadable, backup_too_new, keys_missing, keys_wrong
 */
export async function restoreBackup(restore: Restore): Promise<Restored> {
  const { dataDir, file, triesTokens, now } = restore;
  const hold = await holdDataDirectory(dataDir);
  const [place, incoming] = [path.join(dataDir, 'db'), path.join(dataDir, 'db.restoring')];
  try {
    finishRestore(dataDir);
    for (const folder of [incoming, loadedFolder(dataDir)]) rmSync(folder, { recursive: true, force: true });
    const found = await load(restore, incoming);
    leaveMark(dataDir, {
      restoredAt: now.toISOString(),
      madeAt: found.madeAt?.toISOString() ?? null,
      triesTokens,
    });
    renameSync(incoming, loadedFolder(dataDir));
    const before = existsSync(place) ? `${place}.before-${stampOf(now)}` : null;
    if (before) renameSync(place, before);
    finishRestore(dataDir);
    return { ...found, before };
  } catch (error) {
    rmSync(incoming, { recursive: true, force: true });
    if (error instanceof AppError) throw error;
    throw new AppError('backup_unreadable', { cause: error, facts: { file } });
  } finally {
    await hold.release();
  }
}

async function load({ keys, file, now }: Restore, folder: string): Promise<Omit<Restored, 'before'>> {
  if (!existsSync(keys.file)) throw new AppError('keys_missing', { facts: { file: keys.file } });
  const archive = await promisify(gunzip)(await readFile(file));
  const { db, close } = await loadEmbedded(folder, new Blob([new Uint8Array(archive)]));
  try {
    return await look(db, keys, now);
  } finally {
    await close();
  }
}

async function look(db: Database, keys: Restore['keys'], now: Date): Promise<Omit<Restored, 'before'>> {
  if (await isFromLaterVersion(db)) throw new AppError('backup_too_new');
  await openKeyRing(db, keys);
  await endWhatWasOpen(db, now);
  return {
    madeAt: (await lastBackup(db))?.at ?? null,
    accounts: await countAccounts(db),
    apiKeys: await countLivingKeys(db, now),
  };
}

const stampOf = (now: Date) => `${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
