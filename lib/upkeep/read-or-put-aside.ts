import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import type { KeyRing } from '@/lib/seal/key-ring';
import { type JournalEntry, readEntry } from '@/lib/tokens/journal-entry';
import { type JournalFile, putAsideFile } from '@/lib/tokens/journal-files';

/** A file that was changed from outside, or that a disk damaged, keeps nobody from going on with what is there. */
export async function readOrPutAside(ring: KeyRing, file: JournalFile): Promise<JournalEntry | null> {
  try {
    return await readEntry(ring, file);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'value_tampered')) throw error;
    log.error('journal_unreadable', { account: file.accountId, version: file.version });
    await putAsideFile(file);
    return null;
  }
}
