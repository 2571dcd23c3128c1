import { mkdir, readdir, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * The journal: a token answer is on disk, outside the database, before the database hears of it. A server may have made the old
 * refresh token worthless at the moment it sent the new one, so from then on there must never be only one copy in memory.
 *
 * `open/<account>.<version>.<attempt>`, one file a request:
 * - empty: the request is on its way, or its process died with it;
 * - with a line: an answer that came; `version` is the one it gets in the database.
 * `kept/<first two letters>/<account>.<version>`: an answer that the database has. The newest of each account stays, so that
 * a database from an old back-up finds the refresh token that is alive; a look at the names tells which is newer.
 */
export interface JournalFile {
  accountId: string;
  version: number;
  /** Null for one that is kept. */
  attemptId: string | null;
  file: string;
}

const OPEN_NAME = /^([0-9a-f-]{36})\.(\d{1,9})\.([0-9a-f-]{36})$/;
const KEPT_NAME = /^([0-9a-f-]{36})\.(\d{1,9})$/;
/** A request that is older than any deadline will never be answered. */
const ABANDONED_MS = 10 * 60_000;

export const openFolder = (directory: string) => path.join(directory, 'open');
const keptFolder = (directory: string, accountId: string) =>
  path.join(directory, 'kept', accountId.slice(0, 2));

/** Answers that the database may not have, of one account or of all, oldest version first. There are as many as requests on their way, and a few. */
export async function listOpen(directory: string, accountId?: string): Promise<JournalFile[]> {
  const folder = openFolder(directory);
  const files = (await namesIn(folder)).flatMap((name) => parse(folder, name, OPEN_NAME));
  return files
    .filter((each) => accountId === undefined || each.accountId === accountId)
    .sort((a, b) => a.version - b.version);
}

/** Every answer that the database had at some time, a folder at a time. */
export async function* listKept(directory: string): AsyncGenerator<JournalFile[]> {
  const all = path.join(directory, 'kept');
  for (const name of await namesIn(all)) {
    const folder = path.join(all, name);
    yield (await namesIn(folder)).flatMap((each) => parse(folder, each, KEPT_NAME));
  }
}

/** The database has it: it takes the place of the one kept before. */
export async function keepFile(directory: string, { file, accountId, version }: JournalFile): Promise<void> {
  const folder = keptFolder(directory, accountId);
  const kept = path.join(folder, `${accountId}.${version}`);
  await rename(file, kept).catch(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(file, kept);
  });
  await dropFile(path.join(folder, `${accountId}.${version - 1}`));
}

/** Gone already is as good as gone now: several processes may tidy up. */
export const dropFile = (file: string): Promise<void> => unlink(file).catch(() => undefined);

/** Everything of an account that is gone for good. */
export async function dropAccount(directory: string, accountId: string): Promise<void> {
  const folder = keptFolder(directory, accountId);
  const kept = (await namesIn(folder)).flatMap((name) => parse(folder, name, KEPT_NAME));
  const files = [...(await listOpen(directory, accountId)), ...kept];
  for (const each of files) if (each.accountId === accountId) await dropFile(each.file);
}

/** A file that does not open: it is kept for people to look at, and stands in nobody's way. */
export const putAsideFile = ({ file }: JournalFile): Promise<void> =>
  rename(file, `${file}.unreadable`).catch(() => undefined);

/** True when an empty file is so old, by the clock that wrote it, that its request has surely ended. */
export async function isAbandoned({ file }: JournalFile, nowMs = Date.now()): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && found.size === 0 && nowMs - found.mtimeMs > ABANDONED_MS;
}

const namesIn = (folder: string) => readdir(folder).catch(() => [] as string[]);

function parse(folder: string, name: string, pattern: RegExp): JournalFile[] {
  const [, accountId, version, attemptId = null] = pattern.exec(name) ?? [];
  if (!accountId) return [];
  return [{ accountId, version: Number(version), attemptId, file: path.join(folder, name) }];
}
