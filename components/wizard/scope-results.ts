import { isOpen } from '@/components/wizard/report-progress';
import type { Check, Report, ScopeOutcome, ScopeResult } from '@/lib/validation/report';

export type ShownResult = ScopeResult | 'running' | 'waiting';

export const RESULT_WORDS: Record<ShownResult, string> = {
  works: 'Works',
  'works-no-data': 'Works, no data yet',
  'not-tried': 'Not tried',
  'no-probe': 'No cheap read known',
  refused: 'Refused',
  failed: 'Could not be proven',
  missing: 'Missing',
  'more-than-asked': 'More than asked',
  cancelled: 'Cancelled',
  running: 'Running',
  waiting: 'Waiting',
};

export const NEEDS_LOOK: ReadonlySet<ShownResult> = new Set([
  'missing',
  'more-than-asked',
  'refused',
  'failed',
]);

/** Outcomes come with the last line of a report; until then, or when it was cut off, a scope shows how far its read is. */
export function shownResult(
  { scope, result }: ScopeOutcome,
  report: Report,
  isRunning: boolean,
): ShownResult {
  if (report.endedAt || result !== 'not-tried') return result;
  const read = report.checks.find(({ id }) => id === `read:${scope}`);
  if (read) return isOpen(read) && !isRunning ? 'cancelled' : READ_STATES[read.state];
  return report.checks.some(({ id }) => id === `write:${scope}`)
    ? 'not-tried'
    : isRunning
      ? 'waiting'
      : 'cancelled';
}

const READ_STATES: Record<Check['state'], ShownResult> = {
  waiting: 'waiting',
  running: 'running',
  passed: 'works',
  limited: 'failed',
  failed: 'failed',
  'not-tried': 'not-tried',
};

/** "One requested scope is missing, and one is granted that nobody asked for." */
export function grantSentence(scopes: readonly ScopeOutcome[]): string {
  if (scopes.some(({ granted }) => granted === null))
    return 'The token does not name its scopes, so only trying shows what is granted.';
  const missing = scopes.filter(({ requested, granted }) => requested && !granted).length;
  const extra = scopes.filter(({ requested, granted }) => !requested && granted).length;
  const missingWords =
    missing > 0 && `${countWord(missing)} requested scope${missing === 1 ? ' is' : 's are'} missing`;
  const extraWords =
    extra > 0 && `${countWord(extra)} ${extra === 1 ? 'is' : 'are'} granted that nobody asked for`;
  if (!missingWords && !extraWords) return 'Every requested scope is granted, and no other.';
  const words = [missingWords, extraWords].filter(Boolean).join(', and ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const countWord = (count: number) => (count === 1 ? 'one' : String(count));
