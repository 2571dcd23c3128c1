import type { QueueName } from '@/lib/jobs/queues';
import { processWide } from '@/lib/process-wide';

/** What every process has that can ask for a run: the engine of start-jobs.ts. */
export interface Hinter {
  /** Never rejects. */
  hint(queue: QueueName): Promise<void>;
}

/**
 * Asks for a run of this queue at once, in whichever process is free. It neither throws nor waits for the database, so it may
 * stand anywhere; after the commit, or the run may find nothing. A hint that is lost costs a minute: the clock asks anyway.
 */
export async function hintJob(queue: QueueName): Promise<void> {
  void processWide<Hinter | null>('jobs', () => null)?.hint(queue);
}
