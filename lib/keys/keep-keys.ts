import type { KeyObject } from 'node:crypto';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { countUses } from '@/lib/keys/data';
import { reloadKeyRing } from '@/lib/keys/reload-key-ring';
import { startRewrapping, stopRewrapping } from '@/lib/keys/rewrapping';
import { log } from '@/lib/log';
import { processWide } from '@/lib/process-wide';
import { type KeyRing, keyOf } from '@/lib/seal/key-ring';
import { isFileChanged } from '@/lib/seal/load-key-ring';

const EVERY_MS = 60_000;
/** Looking at every value takes half a second of a hundred thousand accounts' database: not each minute once nothing was left. */
const LOOK_AGAIN_MS = 3_600_000;

/** When everything was found to stand under a key. A ring that is read anew has keys that nothing is known of. */
const cleanSince = () => processWide('keys-clean', () => new WeakMap<KeyObject, number>());

/**
 * Looks after the key ring while the process runs: at once, and once a minute. The timer keeps nothing alive, and re-wrapping
 * ends with the process at once.
 */
export function keepKeys(store: Store): void {
  processWide('keep-keys', () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stopRewrapping());
    return setInterval(() => void checkKeys(store), EVERY_MS).unref();
  });
  void checkKeys(store);
}

/**
 * Takes over a key file that somebody changed, and goes on with re-wrapping where something is left. Never throws.
 * @param nowMs of a clock that never goes back
 */
export async function checkKeys(store: Store, nowMs = performance.now()): Promise<void> {
  try {
    const { source } = store.ring;
    if (source && isFileChanged(source)) await reloadKeyRing(store);
    if (mayBeLeft(store.ring, nowMs) && (await isLeft(store, nowMs))) await startRewrapping(store);
  } catch (error) {
    log.error('keys_check_failed', { code: error instanceof AppError ? error.code : 'internal' });
  }
}

/** A key that is alone in its ring can have no value beside it: one in use is never dropped. */
function mayBeLeft(ring: KeyRing, nowMs: number): boolean {
  const sinceMs = cleanSince().get(keyOf(ring, ring.currentId));
  return ring.keys.size > 1 && (sinceMs === undefined || nowMs - sinceMs >= LOOK_AGAIN_MS);
}

async function isLeft({ db, ring }: Store, nowMs: number): Promise<boolean> {
  const current = keyOf(ring, ring.currentId);
  const uses = await countUses(db);
  if (uses.some(({ keyId }) => keyId !== ring.currentId)) return true;
  cleanSince().set(current, nowMs);
  return false;
}
