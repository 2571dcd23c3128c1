import { isKnownKey } from '@/lib/db/canary';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { reloadKeyRing } from '@/lib/keys/reload-key-ring';
import { unseal } from '@/lib/seal/seal';
import type { SealPlace } from '@/lib/seal/seal-place';
import { keyIdOf } from '@/lib/seal/sealed-format';

/**
 * Opens a sealed value of the database.
 * @throws AppError value_tampered; keys_wrong when the key is known to the database but not in this process's key file
 */
export async function openSealed(store: Store, place: SealPlace, sealed: string): Promise<string> {
  await requireKeyOf(store, sealed);
  return unseal(store.ring, place, sealed);
}

/**
 * A value that names a key this process does not know may come from another process that has added it: the key file is
 * read again before anything is said of the value. @throws AppError keys_wrong
 */
export async function requireKeyOf(store: Store, sealed: string): Promise<void> {
  const keyId = keyIdOf(sealed);
  if (keyId === null || store.ring.keys.has(keyId)) return;
  await reloadKeyRing(store);
  if (!store.ring.keys.has(keyId) && (await isKnownKey(store.db, keyId)))
    throw new AppError('keys_wrong', { retryable: true, facts: { reason: 'unknown', keyId } });
}
