import { sql } from 'drizzle-orm';
import { readHead } from '@/lib/audit/chain-rows';
import { recordEventAlone } from '@/lib/audit/record';
import { trimAuditLog } from '@/lib/audit/retention';
import type { Store } from '@/lib/db/store';
import { cleanUpDoor } from '@/lib/door/clean-up';
import { log } from '@/lib/log';
import { processWide } from '@/lib/process-wide';

const DAY_MS = 86_400_000;

/**
 * What is done once a day: rows that had their time go, and old lines of the audit log. Where its chain stands is said in
 * the service's log, which is kept elsewhere: whoever puts back the whole database cannot put back that.
 */
export async function runDaily(
  store: Store,
  retentionDays: number,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const rows = await cleanUpDoor(store, now);
  const lines = await trimAuditLog(store, retentionDays, now, signal);
  if (signal?.aborted) return;
  // A server looks after its own figures; the embedded database would go on guessing from when it was empty.
  if (store.kind === 'embedded') await store.db.execute(sql`analyze events`);
  const { sequence, hash } = await readHead(store.db);
  log.info('daily_done', { rowsDeleted: rows, auditLinesTrimmed: lines, auditHead: `${sequence}:${hash}` });
}

interface Daily {
  retentionDays: number;
  /** Throws when nothing may be written now. */
  requireRoom(): void;
}

/** Says in the audit log that the service started, then runs the daily work now and every 24 hours, once in a process, until it is told to end. */
export function startDaily(store: Store, { retentionDays, requireRoom }: Daily): void {
  processWide('daily', () => {
    const stop = new AbortController();
    const attempt = async (work: () => Promise<void>) => {
      try {
        requireRoom();
        await work();
      } catch (error) {
        // The store closes while the process ends; that is no failure.
        if (!stop.signal.aborted) log.error('daily_failed', { error: error instanceof Error ? error : null });
      }
    };
    const run = () => attempt(() => runDaily(store, retentionDays, new Date(), stop.signal));
    const timer = setInterval(run, DAY_MS).unref();
    const end = () => {
      stop.abort();
      clearInterval(timer);
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
    void attempt(() => recordEventAlone(store, { kind: 'started', by: null })).then(run);
    return end;
  });
}
