import { recordEventAlone } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import { AppError } from '@/lib/errors';
import { type Rewrapped, rewrapAll } from '@/lib/keys/rewrap-all';
import { log } from '@/lib/log';
import { processWide } from '@/lib/process-wide';

interface Running {
  /** Null while nothing runs. */
  work: Promise<void> | null;
  so: Rewrapped;
  stop: AbortController;
}

const running = () =>
  processWide<Running>('rewrapping', () => ({
    work: null,
    so: { done: 0, unusable: 0 },
    stop: new AbortController(),
  }));

/** How far the re-wrapping of this process is. */
export function rewrappingState(): Rewrapped & { isRunning: boolean } {
  const { work, so } = running();
  return { ...so, isRunning: work !== null };
}

/** Begins to bring everything under the current key, in the background, unless it is being done. Resolves when it has ended. */
export function startRewrapping(store: Store): Promise<void> {
  const it = running();
  it.work ??= run(store, it).finally(() => {
    it.work = null;
  });
  return it.work;
}

/** Ends it after the batch in hand; the next start goes on from there. */
export async function stopRewrapping(): Promise<void> {
  const it = running();
  it.stop.abort();
  await it.work;
}

async function run(store: Store, it: Running): Promise<void> {
  it.so = { done: 0, unusable: 0 };
  it.stop = new AbortController();
  const { signal } = it.stop;
  try {
    const so = await rewrapAll(store, {
      signal,
      onBatch: (now) => {
        it.so = now;
      },
    });
    if (so.unusable > 0) log.error('rewrap_values_unusable', { count: so.unusable });
    if (so.done === 0 || signal.aborted) return;
    const facts = { keyId: store.ring.currentId, count: so.done };
    await recordEventAlone(store, { by: null, kind: 'rewrap_finished', facts });
  } catch (error) {
    // It is begun again within a minute; what was done stays done.
    log.warn('rewrap_interrupted', { code: error instanceof AppError ? error.code : 'internal' });
  }
}
