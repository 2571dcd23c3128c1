import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { requireRoom } from '@/lib/db/disk-room';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';
import { type RescuedEntry, sealEntry, type WholeEntry } from '@/lib/tokens/journal-entry';
import { dropFile, type JournalFile, keepFile, openFolder } from '@/lib/tokens/journal-files';

/** The place in the journal of one answer, taken before its request leaves. */
export interface Slot {
  /** Resolves when the answer would survive the end of this process or of the machine. A second one takes the place of the first. */
  write(entry: Omit<WholeEntry, 'attemptId'> | Omit<RescuedEntry, 'attemptId'>): Promise<void>;
  /** The database has it. */
  settle(): Promise<void>;
  /** Nothing is taken back: what was written waits for the next try. */
  leave(): Promise<void>;
  /** No answer came. */
  discard(): Promise<void>;
}

/** Room that must be left before a request leaves: a few hundred answers of the largest kind. */
const RESERVED_BYTES = 32 * 1024 * 1024;

/**
 * Before the request leaves, so that a full, read-only or broken disk is found out while the refresh token is still unspent.
 * `version` is the one that the token will get in the database.
 * @throws AppError storage_full, data_directory_unwritable
 */
export async function takeSlot(
  directory: string,
  ring: KeyRing,
  { accountId, version, attemptId }: { accountId: string; version: number; attemptId: string },
): Promise<Slot> {
  const file = path.join(openFolder(directory), `${accountId}.${version}.${attemptId}`);
  const handle = await openFile(directory, file);
  const place: JournalFile = { accountId, version, attemptId, file };
  return {
    async write(entry) {
      const line = sealEntry(ring, place, { ...entry, attemptId });
      await handle.writeFile(line);
      await handle.datasync();
      // Somebody took the request for abandoned, after this process had been stopped for long: the answer needs a name again.
      if (!existsSync(file)) await writeFile(file, line, { mode: 0o600, flush: true });
    },
    async settle() {
      await handle.close();
      await keepFile(directory, place);
    },
    leave: () => handle.close(),
    async discard() {
      await handle.close();
      await dropFile(file);
    },
  };
}

async function openFile(directory: string, file: string): Promise<FileHandle> {
  const folder = openFolder(directory);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    requireRoom(directory, RESERVED_BYTES);
    const handle = await open(file, 'wx', 0o600);
    // The name, too, must outlive the machine: it stands in the folder, not in the file.
    const parent = await open(folder, 'r');
    await parent.sync().finally(() => parent.close());
    return handle;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('data_directory_unwritable', { cause, retryable: true, facts: { directory } });
  }
}
