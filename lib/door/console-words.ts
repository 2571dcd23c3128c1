import { explainError } from '@/lib/coupa/error-atlas';
import { unmark } from '@/lib/coupa/marked';
import { AppError } from '@/lib/errors';

/** A failure as it is told on the console: what happened, why, who fixes it and how. */
export function consoleWords(error: unknown): string {
  const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
  const { title, happened, why, fixerWords, steps } = explainError(known.code, known.facts, {});
  const cause = known.code === 'internal' && error instanceof Error ? [error.message.split('\n')[0]] : [];
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  return unmark(
    [title, happened, why, `Who fixes it: ${fixerWords}`, ...numbered, ...cause].filter(Boolean).join('\n'),
  );
}
