import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { countUses } from '@/lib/keys/data';
import { reloadKeyRing } from '@/lib/keys/reload-key-ring';
import { startRewrapping, stopRewrapping } from '@/lib/keys/rewrapping';
import { log } from '@/lib/log';
import { processWide } from '@/lib/process-wide';
import { isFileChanged } from '@/lib/seal/load-key-ring';

const EVERY_MS = 60_000;

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

/** Takes over a key file that somebody changed, and goes on with re-wrapping where something is left. Never throws. */
export async function checkKeys(store: Store): Promise<void> {
  try {
    const { source } = store.ring;
    if (source && isFileChanged(source)) await reloadKeyRing(store);
    const isLeft = (await countUses(store.db)).some(({ keyId }) => keyId !== store.ring.currentId);
    if (isLeft) await startRewrapping(store);
  } catch (error) {
    log.error('keys_check_failed', { code: error instanceof AppError ? error.code : 'internal' });
  }
}
