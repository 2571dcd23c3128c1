import { recordEvent } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { listKnownKeys } from '@/lib/keys/data';
import { forgetKey, withRingLock } from '@/lib/keys/mutations';
import { reloadKeyRing, requireUnused } from '@/lib/keys/reload-key-ring';
import { parseKeyLines, readKeyFile, withoutKeyLine, writeKeyFile } from '@/lib/seal/key-file';

/** Every process looks at the key file once a minute; twice that has passed for all of them. */
export const SETTLED_MINUTES = 2;

/**
 * Takes a key out of the key file for good. Refused while anything is sealed with it, and, where other processes may
 * run, until they must have seen the key that seals now.
 * @throws AppError not_found, key_in_use (facts: keyId, reason or count and places), data_directory_unwritable
 */
export async function dropKey(store: Store, keyId: string, by: Actor, now: Date): Promise<void> {
  const { ring } = store;
  const { source } = ring;
  if (!source || !ring.keys.has(keyId)) throw new AppError('not_found');
  await withRingLock(store, async (tx) => {
    const text = readKeyFile(source.file);
    const [current] = parseKeyLines(text);
    if (keyId === ring.currentId || keyId === current.id)
      throw new AppError('key_in_use', { facts: { keyId, reason: 'current' } });
    const known = (await listKnownKeys(tx)).find((each) => each.keyId === ring.currentId);
    if (store.kind === 'server' && !isSettled(known?.createdAt ?? null, now))
      throw new AppError('key_in_use', { facts: { keyId, reason: 'too-new', minutes: SETTLED_MINUTES } });
    await requireUnused({ db: tx }, [keyId]);
    writeKeyFile(source.file, withoutKeyLine(text, keyId));
    await forgetKey(tx, keyId);
    await recordEvent({ db: tx, ring }, { by, kind: 'key_dropped', facts: { keyId } });
  });
  await reloadKeyRing(store);
}

export const isSettled = (since: Date | null, now: Date) =>
  since === null || now.getTime() - since.getTime() >= SETTLED_MINUTES * 60_000;
