import { recordEventAlone } from '@/lib/audit/record';
import { requireRoomToWrite } from '@/lib/db/disk-room';
import type { Store } from '@/lib/db/store';
import { log } from '@/lib/log';

/** Says in the audit log that the service started. A full disk keeps it from the log, and from nothing else. */
export async function noteStart(store: Store): Promise<void> {
  try {
    requireRoomToWrite();
    await recordEventAlone(store, { kind: 'started', by: null });
  } catch (error) {
    log.error('start_not_recorded', { error: error instanceof Error ? error : null });
  }
}
