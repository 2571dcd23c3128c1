import { noteStart } from '@/lib/audit/note-start';
import { explainError } from '@/lib/coupa/error-atlas';
import { unmark } from '@/lib/coupa/marked';
import { getStore } from '@/lib/db/store';
import { openLine } from '@/lib/door/open-line';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { AFTER_START_MS, startJobs } from '@/lib/jobs/start-jobs';
import { keepKeys } from '@/lib/keys/keep-keys';

/** Opens the store and prints where to go. A store that cannot be opened ends the process with words and exit code 1. */
export async function openAtStart(): Promise<void> {
  try {
    const store = await getStore();
    await noteStart(store);
    keepKeys(store);
    await startJobs(store, { isWorking: env().areJobsOn, afterMs: AFTER_START_MS });
    process.stdout.write(`${await openLine(store, env().appUrl, new Date())}\n`);
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`);
    process.exit(1);
  }
}

function wordsFor(error: unknown): string {
  const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
  const { title, happened, why, fixerWords, steps } = explainError(known.code, known.facts, {});
  const cause = known.code === 'internal' && error instanceof Error ? [error.message.split('\n')[0]] : [];
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  return unmark(
    [title, happened, why, `Who fixes it: ${fixerWords}`, ...numbered, ...cause].filter(Boolean).join('\n'),
  );
}
