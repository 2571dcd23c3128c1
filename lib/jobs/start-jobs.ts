import { contextFor } from '@/lib/authorize/context-for';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import type { Store } from '@/lib/db/store';
import { JobEngine } from '@/lib/jobs/engine';
import { log } from '@/lib/log';
import { processWide } from '@/lib/process-wide';
import { releaseAllLeases } from '@/lib/upkeep/mutations';

/** Long enough for the first page: loading pg-boss and a round of renewals would be in its way. */
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
export async function startJobs(store: Store, { isWorking, afterMs }: Start): Promise<void> {
  const jobs = processWide('jobs', () => {
    const settings = { context: contextFor(store), isWorking, requireRoom: requireRoomToWrite };
    const engine = new JobEngine(settings);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void engine.stop());
    return engine;
  });
  if (store.kind === 'server') await jobs.open();
  else if (!isWorking) log.warn('jobs_off_everywhere', { why: 'the embedded database has no other process' });
  setTimeout(() => void begin(jobs, store), afterMs).unref();
}

async function begin(jobs: JobEngine, store: Store): Promise<void> {
  // One process has the embedded database: whoever held these leases is gone.
  if (store.kind === 'embedded') await releaseAllLeases(store).catch(() => undefined);
  await jobs.begin();
}

/** Resolves when nothing is under way any more, after eight seconds at most. scripts/serve/shut-down.ts finds it under the same name. */
export async function stopJobs(): Promise<void> {
  await processWide<JobEngine | null>('jobs', () => null)?.stop();
}
