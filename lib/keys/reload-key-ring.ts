import { recordEventAlone } from '@/lib/audit/record';
import { proveKeyRing } from '@/lib/db/canary';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { countUses } from '@/lib/keys/data';
import { readKeys } from '@/lib/seal/load-key-ring';

/**
 * Reads the key file again and goes on with what it holds, for everybody who holds the ring. A file that does not fit
 * the database, or lacks a key that values still need, changes nothing.
 * @throws AppError keys_wrong, keys_missing, key_in_use, key_provider_failed
 */
export async function reloadKeyRing(store: Store): Promise<void> {
  const { db, ring } = store;
  if (!ring.source) return;
  try {
    const keys = await readKeys(ring.source);
    const gone = [...ring.keys.keys()].filter((id) => !keys.keys.has(id));
    if (gone.length > 0) await requireUnused(store, gone);
    const isNew = await proveKeyRing(db, { ...ring, ...keys });
    Object.assign(ring, keys);
    if (isNew)
      await recordEventAlone(store, { by: null, kind: 'key_added', facts: { keyId: keys.currentId } });
  } catch (error) {
    // Not taken over, so it is looked at again the next time.
    ring.source.readAtMs = 0;
    throw error;
  }
}

/** @throws AppError key_in_use */
export async function requireUnused({ db }: Pick<Store, 'db'>, keyIds: readonly string[]): Promise<void> {
  const uses = (await countUses(db)).filter(({ keyId }) => keyIds.includes(keyId));
  const count = uses.reduce((sum, use) => sum + use.count, 0);
  if (count === 0) return;
  const places = uses.map((use) => `${use.title}: ${use.count}`);
  throw new AppError('key_in_use', { facts: { keyId: keyIds.join(', '), count, places } });
}
