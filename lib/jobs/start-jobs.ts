import { requireRoomToWrite } from '@/lib/db/disk-room';
import type { Store } from '@/lib/db/store';
import type { JobEngine } from '@/lib/jobs/engine';
import { log } from '@/lib/log';
import { ending, processWide } from '@/lib/process-wide';

/** Long enough for the first page: loading the engine and a round of renewals would be in its way. */
export const AFTER_START_MS = 1500;

interface Start {
  /** False where worker processes do the work. */
  isWorking: boolean;
  afterMs: number;
}

/**
 * Starts the engine of this process, once. On a PostgreSQL server the schema of pg-boss is made before this resolves, as our own
 * is before it; the work begins `afterMs` later. Never throws: renewals need no pg-boss.
 */
export function startJobs(store: Store, start: Start): Promise<void> {
  return processWide('jobs-start', () => startOnce(store, start));
}

async function startOnce(store: Store, { isWorking, afterMs }: Start): Promise<void> {
  if (store.kind === 'server') await (await loadEngine(store, isWorking)).open();
  else if (!isWorking) log.warn('jobs_off_everywhere', { why: 'no other process has the embedded database' });
  setTimeout(() => void begin(store, isWorking), afterMs).unref();
}

async function begin(store: Store, isWorking: boolean): Promise<void> {
  if (ending().hasBegun) return;
  const engine = await loadEngine(store, isWorking);
  const { releaseAllLeases } = await import('@/lib/upkeep/mutations');
  // One process has the embedded database: whoever held these leases is gone.
  if (store.kind === 'embedded') await releaseAllLeases(store).catch(() => undefined);
  await engine.begin();
}

/** Everything that works is loaded here and not with the server, whose start is waited for. */
async function loadEngine(store: Store, isWorking: boolean): Promise<JobEngine> {
  const { JobEngine } = await import('@/lib/jobs/engine');
  const { contextFor } = await import('@/lib/authorize/context-for');
  return processWide('jobs', () => {
    const context = contextFor(store);
    const engine = new JobEngine({ context, isWorking, requireRoom: requireRoomToWrite });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void engine.stop());
    return engine;
  });
}

/** Resolves when nothing is under way any more, after eight seconds at most. scripts/serve/shut-down.ts finds it under the same name. */
export async function stopJobs(): Promise<void> {
  await processWide<JobEngine | null>('jobs', () => null)?.stop();
}
