import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { AppError } from '@/lib/errors';
import { parseKeyLines, readKeyFile, writeKeyFile } from '@/lib/seal/key-file';
import { KEY_BYTES, type KeyProvider } from '@/lib/seal/key-provider';
import type { KeyRing } from '@/lib/seal/key-ring';

export interface RingSource {
  file: string;
  provider: KeyProvider;
  /** When the file that is in memory was written, in milliseconds; another value means that somebody changed it. */
  readAtMs: number;
}

type Keys = Pick<KeyRing, 'currentId' | 'keys'>;

/**
 * Opens the lines of a key file through their provider. The first is the key that seals.
 * @throws AppError keys_wrong, key_provider_failed
 */
export async function openKeyLines(text: string, provider: KeyProvider): Promise<Keys> {
  const lines = parseKeyLines(text);
  const keys = new Map<string, KeyObject>();
  for (const line of lines) {
    if (!provider.owns(line.text)) throw wrong('other-provider', line.id);
    const bytes = await provider.open(line.text);
    if (bytes.length !== KEY_BYTES) throw wrong('malformed', line.id);
    keys.set(line.id, createSecretKey(bytes));
    bytes.fill(0);
  }
  return { currentId: lines[0].id, keys };
}

const wrong = (reason: string, keyId: string) => new AppError('keys_wrong', { facts: { reason, keyId } });

/**
 * Reads the key ring file, or makes it (mode 0600, one new key) when there is none and `mayCreate` says so.
 * `mayCreate` is false once a database exists that was sealed before: a new key could open nothing in it.
 * @throws AppError keys_missing, keys_wrong (also when others than the owner may read the file), data_directory_unwritable,
 * key_provider_failed
 */
export async function loadKeyRing(
  { file, provider }: Pick<RingSource, 'file' | 'provider'>,
  mayCreate: boolean,
): Promise<KeyRing> {
  if (mayCreate && !existsSync(file)) {
    const key = randomBytes(KEY_BYTES);
    writeKeyFile(file, `k1:${await provider.wrap(key)}\n`, { isNew: true });
    key.fill(0);
  }
  const source = { file, provider, readAtMs: 0 };
  return { ...(await readKeys(source)), root: null, source };
}

/** What the file holds now; `readAtMs` says of when that is. @throws as `loadKeyRing` */
export async function readKeys(source: RingSource): Promise<Keys> {
  // Asked before reading: a change in between is then seen the next time.
  const readAtMs = statSync(source.file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const keys = await openKeyLines(readKeyFile(source.file), source.provider);
  source.readAtMs = readAtMs;
  return keys;
}

/** Has somebody changed the file since it was read? A file that is away for a moment has not been. */
export const isFileChanged = ({ file, readAtMs }: RingSource) => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs !== readAtMs;
};
