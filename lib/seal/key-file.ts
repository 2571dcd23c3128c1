import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '@/lib/errors';

export interface KeyLine {
  id: string;
  /** A key, or what its provider made of it. */
  text: string;
}

const LINE = /^(k\d{1,6}):(\S{1,2000})$/;

/**
 * The lines of a key file, newest first: `k1:<key>`; blank lines and `#` comments are skipped.
 * @throws AppError keys_wrong when a line is malformed, an id stands twice, or there is no key.
 */
export function parseKeyLines(text: string): [KeyLine, ...KeyLine[]] {
  const lines: KeyLine[] = [];
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, id, rest] = LINE.exec(line) ?? [];
    if (!id || !rest || lines.some((each) => each.id === id))
      throw new AppError('keys_wrong', { facts: { reason: 'malformed' } });
    lines.push({ id, text: rest });
  }
  const [first, ...others] = lines;
  if (!first) throw new AppError('keys_wrong', { facts: { reason: 'empty' } });
  return [first, ...others];
}

/** @throws AppError keys_missing, keys_wrong (also when others than the owner may read the file) */
export function readKeyFile(file: string): string {
  if (!existsSync(file)) throw new AppError('keys_missing', { facts: { file } });
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new AppError('keys_wrong', { facts: { reason: 'readable-by-others', file } });
  return readFileSync(file, 'utf8');
}

/**
 * Replaces the key file in one step: whoever reads it finds the old or the new one, also after a power cut.
 * `isNew` leaves one alone that is there. @throws AppError data_directory_unwritable
 */
export function writeKeyFile(file: string, text: string, { isNew = false } = {}): void {
  const folder = path.dirname(file);
  const half = `${file}.${process.pid}.new`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeThrough(half, text);
    if (isNew) placeNew(half, file);
    else renameSync(half, file);
    syncFolder(folder);
  } catch (cause) {
    throw new AppError('data_directory_unwritable', { cause, facts: { file } });
  }
}

/** Of processes that start together one makes the file, whole at once; the others take what it has made. */
function placeNew(half: string, file: string) {
  try {
    linkSync(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(half);
  }
}

function writeThrough(file: string, text: string) {
  const handle = openSync(file, 'w', 0o600);
  try {
    chmodSync(file, 0o600);
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A rename is on the disk only when its folder is. Windows has no such call. */
function syncFolder(folder: string) {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export const withKeyLine = (text: string, { id, text: key }: KeyLine) => `${id}:${key}\n${text}`;

/** Comments and everything else stay as they were written. */
export const withoutKeyLine = (text: string, id: string) =>
  text
    .split('\n')
    .filter((line) => !line.trim().startsWith(`${id}:`))
    .join('\n');
