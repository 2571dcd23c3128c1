import { unmark } from '@/lib/coupa/marked';
import type { Trace } from '@/lib/errors';
import type {
  Check,
  CheckGroup,
  CheckState,
  Fixer,
  Report,
  ScopeOutcome,
  ScopeResult,
  Verdict,
} from '@/lib/validation/report';

const VERDICT_WORDS: Record<Verdict, string> = {
  validated: 'Validated',
  'validated-with-limits': 'Validated with limits',
  'not-validated': 'Not validated',
};

const FIXER_WORDS: Record<Fixer, string> = {
  you: 'You fix this',
  'coupa-admin': 'The Coupa administrator fixes this',
  network: 'Whoever runs the network fixes this',
  operator: 'Whoever runs this wizard fixes this',
  nobody: 'Nobody has to act',
};

const STATE_WORDS: Record<CheckState, string> = {
  waiting: 'waiting',
  running: 'running',
  passed: 'passed',
  limited: 'limited',
  failed: 'FAILED',
  'not-tried': 'not tried',
};

const GROUP_HEADS: Record<CheckGroup, string> = {
  token: 'Token',
  reads: 'One cheap read for each granted read scope',
  writes: 'Write scopes are never tried',
};

const RESULT_WORDS: Record<ScopeResult, string> = {
  works: 'works',
  'works-no-data': 'works, no data yet',
  'not-tried': 'not tried',
  'no-probe': 'no cheap read known',
  refused: 'refused',
  failed: 'could not be proven',
  missing: 'missing',
  'more-than-asked': 'more than asked',
  cancelled: 'cancelled',
};

/** The whole report for a ticket. Traces are safe to show, so nothing in it is secret; times are UTC, since it travels. */
export function formatReportText(report: Report): string {
  const groups = (['token', 'reads', 'writes'] as const).map((group) =>
    section(GROUP_HEADS[group], report.checks.filter((check) => check.group === group).flatMap(checkLines)),
  );
  const paragraphs = [
    verdictLines(report),
    ...groups,
    section('Requested and granted', report.scopes.map(scopeLine)),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdictLines({
  id,
  verdict,
  summary,
  fixer,
  steps,
  startedAt,
  endedAt,
  cancelled,
}: Report): string[] {
  const head = verdict ? VERDICT_WORDS[verdict] : cancelled ? 'Cancelled, no verdict' : 'No verdict yet';
  const ended = endedAt ? `, ended ${endedAt}` : '';
  const numbered = steps.map((step, index) => `${index + 1}. ${unmark(step)}`);
  return [
    `Validation report: ${head}`,
    `Report ${id}, started ${startedAt}${ended} (UTC)`,
    unmark(summary),
    ...(numbered.length > 0 ? [`${FIXER_WORDS[fixer]}:`, ...numbered] : []),
  ];
}

const section = (head: string, lines: readonly string[]) => (lines.length > 0 ? [head, ...lines] : []);

function checkLines({ state, title, evidence, startedAt, durationMs, trace }: Check): string[] {
  const took = durationMs === null ? '' : `, ${durationMs} ms`;
  const line = `[${STATE_WORDS[state]}] ${unmark(title)} (${startedAt}${took})`;
  return [line, ...(evidence ? [`    ${unmark(evidence)}`] : []), ...(trace ? traceLines(trace) : [])];
}

function traceLines({ method, url, status, error, errorDescription }: Trace): string[] {
  const request = `    ${method} ${url} ${status ?? 'no answer'}`;
  const words = [error, errorDescription].filter(Boolean).join(': ');
  return words ? [request, `    Coupa answered: ${words}`] : [request];
}

function scopeLine({ scope, requested, granted, result }: ScopeOutcome): string {
  const grantedWord = granted === null ? 'unknown' : granted ? 'yes' : 'no';
  return `${scope}: requested ${requested ? 'yes' : 'no'}, granted ${grantedWord}, ${RESULT_WORDS[result]}`;
}
