import { sql } from 'drizzle-orm';
import { readHead } from '@/lib/audit/chain-rows';
import { trimAuditLog } from '@/lib/audit/retention';
import type { Store } from '@/lib/db/store';
import { cleanUpDoor } from '@/lib/door/clean-up';
import { log } from '@/lib/log';

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
