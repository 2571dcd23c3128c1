import type { ErrorCode, Trace } from '@/lib/errors';

/**
 * Text with `backticks` around what a machine reads; `<Marked>` sets those parts in mono.
 * Server words that come from an instance never enter it unescaped backticks: see `quoteServerText`.
 */
export type MarkedText = string;

export type CheckState = 'waiting' | 'running' | 'passed' | 'limited' | 'failed' | 'not-tried';
export type CheckGroup = 'token' | 'reads' | 'writes';

/** One line of the report. It is sent when it starts and again, under the same id, when it settles. */
export interface Check {
  id: string;
  group: CheckGroup;
  title: MarkedText;
  state: CheckState;
  evidence: MarkedText | null;
  startedAt: string;
  durationMs: number | null;
  trace?: Trace;
  code?: ErrorCode;
}

export const VERDICTS = ['validated', 'validated-with-limits', 'not-validated'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Fixer = 'you' | 'coupa-admin' | 'network' | 'operator' | 'nobody';

export type ScopeResult =
  | 'works'
  | 'works-no-data'
  | 'not-tried'
  | 'no-probe'
  | 'refused'
  | 'failed'
  | 'missing'
  | 'more-than-asked'
  | 'cancelled';

export interface ScopeOutcome {
  scope: string;
  requested: boolean;
  /** null: the token does not say. */
  granted: boolean | null;
  result: ScopeResult;
}

export interface Report {
  id: string;
  accountId: string;
  startedAt: string;
  endedAt: string | null;
  cancelled: boolean;
  verdict: Verdict | null;
  /** One or two sentences under the verdict. */
  summary: MarkedText;
  fixer: Fixer;
  /** Numbered clicks for the fixer; may hold `[words](href)` links to pages of the instance. */
  steps: MarkedText[];
  checks: Check[];
  scopes: ScopeOutcome[];
}

/** Lines of the stream `POST /api/accounts/{id}/validate` (application/x-ndjson). */
export type ReportEvent =
  | { type: 'started'; report: Report; plannedChecks: number }
  | { type: 'check'; check: Check }
  | { type: 'ended'; report: Report };
