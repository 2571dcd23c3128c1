import { noteStart } from '@/lib/audit/note-start';
import { contextFor } from '@/lib/authorize/context-for';
import { catchUp } from '@/lib/backup/catch-up';
import { getStore } from '@/lib/db/store';
import { consoleWords } from '@/lib/door/console-words';
import { openLine } from '@/lib/door/open-line';
import { env } from '@/lib/env';
import { AFTER_START_MS, startJobs } from '@/lib/jobs/start-jobs';
import { keepKeys } from '@/lib/keys/keep-keys';
import { keepNextOut } from '@/lib/ops/tracing';

/** Opens the store and prints where to go. A store that cannot be opened ends the process with words and exit code 1. */
export async function openAtStart(): Promise<void> {
  try {
    const store = await getStore();
    void noteStart(store);
    keepNextOut();
    keepKeys(store);
    // Before anything is renewed: the database may be from a back-up.
    await catchUp(contextFor(store), env().dataDir, new Date());
    await startJobs(store, { isWorking: env().areJobsOn, afterMs: AFTER_START_MS });
    process.stdout.write(`${await openLine(store, env().appUrl, new Date())}\n`);
  } catch (error) {
    process.stderr.write(`${consoleWords(error)}\n`);
    process.exit(1);
  }
}
