import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@/lib/errors';

export interface KeyRing {
  /** Id of the key that seals: the first line of the file. */
  currentId: string;
  keys: ReadonlyMap<string, KeyObject>;
}

const LINE = /^(k\d{1,6}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Parses a key ring: one `k1:<32 bytes in base64>` a line, newest first; blank lines and `#` comments are skipped.
 * @throws AppError keys_wrong when a line is malformed, an id stands twice, or there is no key.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, KeyObject>();
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, id, secret] = LINE.exec(line) ?? [];
    if (!id || !secret || keys.has(id)) throw new AppError('keys_wrong', { facts: { reason: 'malformed' } });
    keys.set(id, createSecretKey(Buffer.from(secret, 'base64')));
  }
  const [currentId] = keys.keys();
  if (!currentId) throw new AppError('keys_wrong', { facts: { reason: 'empty' } });
  return { currentId, keys };
}

/**
 * Reads the key ring file, or makes it (mode 0600, one new key) when there is none and `mayCreate` says so.
 * `mayCreate` is false once a database exists that was sealed before: a new key could open nothing in it.
 * @throws AppError keys_missing, keys_wrong (also when others than the owner may read the file), data_directory_unwritable.
 */
export function loadKeyRing(file: string, mayCreate: boolean): KeyRing {
  if (!existsSync(file)) {
    if (!mayCreate) throw new AppError('keys_missing', { facts: { file } });
    createKeyFile(file);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new AppError('keys_wrong', { facts: { reason: 'readable-by-others', file } });
  }
  return parseKeyRing(readFileSync(file, 'utf8'));
}

function createKeyFile(file: string) {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new AppError('data_directory_unwritable', { cause, facts: { file } });
  }
}

/** A key for one purpose, derived from the current key: HMAC-SHA-256 over the purpose's name (32 bytes). */
export function deriveKey(ring: KeyRing, purpose: string): Buffer {
  const key = ring.keys.get(ring.currentId);
  if (!key) throw new AppError('keys_wrong', { facts: { reason: 'empty' } });
  return createHmac('sha256', key).update(`coupa-account-wizard:${purpose}`).digest();
}
