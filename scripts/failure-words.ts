import './alias.ts';

const { explainError } = await import('../lib/coupa/error-atlas.ts');
const { unmark } = await import('../lib/coupa/marked.ts');
const { AppError } = await import('../lib/errors.ts');

/** What went wrong, for somebody at a console: what happened, why, and what to do. */
export function failureWords(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  const { title, happened, why, steps } = explainError(error.code, error.facts, {});
  return unmark([`${title}.`, happened, why, ...steps].join('\n'));
}
