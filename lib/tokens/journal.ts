import { createSecretKey, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { requireRoom } from '@/lib/db/disk-room';
import { AppError } from '@/lib/errors';
import type { TokenGrant } from '@/lib/oauth/types';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';
import { journalPlace } from '@/lib/seal/places';
import { seal, unseal } from '@/lib/seal/seal';

/**
 * The journal: a token answer is on disk, outside the database, before the database hears of it. A server may have made the old
 * refresh token worthless at the moment it sent the new one, so from then on there must never be only one copy in memory.
 *
 * One file an answer, `<account>.<version>.<attempt>`, in a folder by the first two letters of the account:
 * - empty: a request is on its way, or its process died with it;
 * - with a line: an answer that came; `version` is the one it gets in the database;
 * - renamed to `<account>.<version>.latest` once the database has it. The newest stays, so that a database from an old backup
 *   finds the refresh token that is alive.
 */

/** What is needed to store an answer later, by any process. */
export interface JournalEntry {
  accountId: string;
  /** Version that the token gets in the database. */
  version: number;
  attemptId: string;
  grant: TokenGrant;
  requestedScopes: string[] | null;
  consentedAt: Date | null;
  configurationHash: string;
}

export interface Slot {
  attemptId: string;
  /** Resolves when the answer would survive the end of this process or of the machine. */
  write(entry: Omit<JournalEntry, 'attemptId'>): Promise<void>;
  /** The database has it. */
  settle(): Promise<void>;
  /** No answer came, or none worth keeping. */
  discard(): Promise<void>;
}

export interface JournalFile {
  accountId: string;
  version: number;
  attemptId: string;
  isSettled: boolean;
  file: string;
}

const NAME = /^([0-9a-f-]{36})\.(\d{1,9})\.([0-9a-f-]{36}|latest)$/;
/** Room that must be left before a request leaves: a few hundred answers of the largest kind. */
const RESERVED_BYTES = 32 * 1024 * 1024;
/** A request that is older than any deadline will never be answered. */
const ABANDONED_MS = 10 * 60_000;

/**
 * The journal is sealed with a key from the root secret: it outlives every key of the ring, so adding and dropping keys never
 * has to look at files that other machines hold.
 */
const journalRing = (ring: KeyRing): KeyRing => ({
  ...ring,
  currentId: 'journal',
  keys: new Map([['journal', createSecretKey(deriveKey(ring, 'journal'))]]),
});

const folderOf = (directory: string, accountId: string) => path.join(directory, accountId.slice(0, 2));

/**
 * Takes a place for an answer before the request leaves, so that a full, read-only or broken disk is found out while the
 * refresh token is still unspent.
 * @throws AppError storage_full, data_directory_unwritable
 */
export async function takeSlot(
  directory: string,
  ring: KeyRing,
  accountId: string,
  version: number,
): Promise<Slot> {
  const attemptId = randomUUID();
  const folder = folderOf(directory, accountId);
  const file = path.join(folder, `${accountId}.${version}.${attemptId}`);
  const handle = await openSlot(directory, folder, file);
  return {
    attemptId,
    async write(entry) {
      const text = seal(
        journalRing(ring),
        journalPlace(accountId, version),
        JSON.stringify({ ...entry, attemptId }),
      );
      await handle.writeFile(`${text}\n`);
      await handle.sync();
      await handle.close();
    },
    async settle() {
      await settleFile({ accountId, version, attemptId, isSettled: false, file });
      await dropOlder(directory, accountId, version);
    },
    async discard() {
      await handle.close();
      await unlink(file);
    },
  };
}

async function openSlot(directory: string, folder: string, file: string) {
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

/** What lies in the journal of one account, newest version first. */
export async function filesOf(directory: string, accountId: string): Promise<JournalFile[]> {
  const folder = folderOf(directory, accountId);
  const files = (await namesIn(folder)).flatMap((name) => parseName(folder, name));
  return files.filter((each) => each.accountId === accountId).sort((a, b) => b.version - a.version);
}

/** Everything that lies in the journal, a folder at a time. */
export async function* allFiles(directory: string): AsyncGenerator<JournalFile[]> {
  for (const name of await namesIn(directory)) {
    const folder = path.join(directory, name);
    yield (await namesIn(folder)).flatMap((each) => parseName(folder, each));
  }
}

/** The answer in a file; null for a request that is on its way or was never answered, and for one cut while it was written. */
export async function readEntry(
  ring: KeyRing,
  { file, accountId, version }: JournalFile,
): Promise<JournalEntry | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.endsWith('\n')) return null;
  const entry = JSON.parse(
    unseal(journalRing(ring), journalPlace(accountId, version), text.trim()),
  ) as JournalEntry;
  return {
    ...entry,
    consentedAt: entry.consentedAt && new Date(entry.consentedAt),
    grant: { ...entry.grant, obtainedAt: new Date(entry.grant.obtainedAt) },
  };
}

/** The database has the answer in this file. */
export const settleFile = ({ file, accountId, version }: JournalFile): Promise<void> =>
  rename(file, path.join(path.dirname(file), `${accountId}.${version}.latest`));

/** Files of an account below a version: the database and the newest answer have gone on. */
export async function dropOlder(directory: string, accountId: string, version: number): Promise<void> {
  for (const each of await filesOf(directory, accountId)) {
    if (each.version < version) await unlink(each.file).catch(() => undefined);
  }
}

/** True when an empty file is so old that its request has surely ended. */
export async function isAbandoned({ file }: JournalFile, now: Date): Promise<boolean> {
  const { size, mtimeMs } = await stat(file);
  return size === 0 && now.getTime() - mtimeMs > ABANDONED_MS;
}

const namesIn = (folder: string) => readdir(folder).catch(() => [] as string[]);

function parseName(folder: string, name: string): JournalFile[] {
  const [, accountId, version, attempt] = NAME.exec(name) ?? [];
  if (!accountId || !attempt) return [];
  return [
    {
      accountId,
      version: Number(version),
      attemptId: attempt,
      isSettled: attempt === 'latest',
      file: path.join(folder, name),
    },
  ];
}
