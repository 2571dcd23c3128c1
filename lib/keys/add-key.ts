import { createSecretKey, randomBytes } from 'node:crypto';
import { recordEvent } from '@/lib/audit/record';
import { proveKeyRing } from '@/lib/db/canary';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { listKnownKeys } from '@/lib/keys/data';
import { withRingLock } from '@/lib/keys/mutations';
import { reloadKeyRing } from '@/lib/keys/reload-key-ring';
import { parseKeyLines, readKeyFile, withKeyLine, writeKeyFile } from '@/lib/seal/key-file';
import { KEY_BYTES } from '@/lib/seal/key-provider';

/**
 * Makes a new key that seals from now on: first in the key file, then a canary in the database, then in memory, so that
 * nothing is ever sealed with a key that could be lost. Returns its id. Older keys still open what they sealed.
 * @throws AppError data_directory_unwritable, key_provider_failed, keys_missing, keys_wrong
 */
export async function addKey(store: Store, by: Actor, now: Date): Promise<string> {
  const { ring } = store;
  const { source } = ring;
  if (!source) throw new AppError('keys_missing', { facts: { file: 'KEYS_FILE' } });
  const bytes = randomBytes(KEY_BYTES);
  const key = createSecretKey(bytes);
  // Asked before the lock: a provider may take its time.
  const wrapped = await source.provider.wrap(bytes);
  bytes.fill(0);
  const id = await withRingLock(store, async (tx) => {
    const text = readKeyFile(source.file);
    const ids = [...parseKeyLines(text), ...(await listKnownKeys(tx)).map(({ keyId }) => ({ id: keyId }))];
    const nextId = nextKeyId(ids.map((each) => each.id));
    writeKeyFile(source.file, withKeyLine(text, { id: nextId, text: wrapped }));
    const keys = new Map([[nextId, key], ...ring.keys]);
    await proveKeyRing(tx, { ...ring, currentId: nextId, keys }, now);
    await recordEvent(
      { db: tx, ring },
      { by, kind: 'key_added', facts: { keyId: nextId, provider: source.provider.name } },
    );
    return nextId;
  });
  await reloadKeyRing(store);
  return id;
}

/** Ids are never used again: a backup may hold values of a dropped key. */
const nextKeyId = (ids: readonly string[]) => `k${Math.max(0, ...ids.map((id) => Number(id.slice(1)))) + 1}`;
