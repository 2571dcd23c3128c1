import { explainError } from '@/lib/coupa/error-atlas';
import { asCode, countOf } from '@/lib/coupa/marked';
import { AppError, type ErrorCode, type Trace } from '@/lib/errors';
import type { ApiRead } from '@/lib/oauth/api-read';
import type { CheckState, MarkedText, ScopeResult } from '@/lib/validation/report';

/** What one read says about each scope it was made for. */
export interface ReadOutcome {
  state: CheckState;
  /** Follows the scope in the title: "`core.common.read` works". */
  words: MarkedText;
  evidence: MarkedText;
  result: ScopeResult;
  code?: ErrorCode;
  trace?: Trace;
}

const requestOf = (path: string) => asCode(`GET ${path}`);

export function describeAnswer(path: string, read: ApiRead): ReadOutcome {
  const answer = `${requestOf(path)} ${read.status}`;
  return { ...wordsForStatus(answer, read), trace: read.trace };
}

function wordsForStatus(answer: string, { status, rows }: ApiRead): ReadOutcome {
  if (status === 200 && rows === 0) {
    return {
      state: 'passed',
      words: 'works, no data yet',
      evidence: `${answer}, empty list`,
      result: 'works-no-data',
    };
  }
  if (status >= 200 && status < 300) {
    const evidence = rows === null ? answer : `${answer}, ${countOf(rows, 'row')}`;
    return { state: 'passed', words: 'works', evidence, result: 'works' };
  }
  if (status === 401) {
    const evidence = `${answer}: Coupa does not accept the token`;
    return {
      state: 'failed',
      words: 'failed: token rejected',
      evidence,
      result: 'failed',
      code: 'token_rejected',
    };
  }
  if (status === 403) {
    const evidence = `${answer}. Either the token lacks the scope, or the role of the user it acts for may not read this`;
    return { state: 'limited', words: 'was refused', evidence, result: 'refused', code: 'scope_refused' };
  }
  if (status === 404) {
    const evidence = `${answer}. The module is not there, in this release or licence`;
    return { state: 'limited', words: 'could not be proven: module not there', evidence, result: 'failed' };
  }
  if (status === 429) {
    const evidence = `${answer}. Coupa allows 25 requests a second to all clients together`;
    return { ...couldNotBeTried, evidence, code: 'rate_limited' };
  }
  if (status >= 500) {
    const evidence = `${answer}. Coupa has trouble with this request; the token is not at fault`;
    return { ...couldNotBeTried, evidence, code: 'endpoint_server_error' };
  }
  return { ...couldNotBeTried, evidence: `${answer}, an answer this check does not expect` };
}

const couldNotBeTried = { state: 'limited', words: 'could not be tried', result: 'failed' } as const;

/** The network failed, or the answer was no JSON (Coupa sends HTML at times). */
export function describeFailure(path: string, error: unknown): ReadOutcome {
  const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
  const { happened } = explainError(known.code, known.facts, { trace: known.trace });
  const evidence = `${requestOf(path)}: ${happened}`;
  return { ...couldNotBeTried, evidence, code: known.code, trace: known.trace };
}

export const describeCancelled = (path: string): ReadOutcome => ({
  state: 'not-tried',
  words: 'not tried: cancelled',
  evidence: `${requestOf(path)}, cancelled before the answer`,
  result: 'cancelled',
});

export const describeSkipped = (reason: string): ReadOutcome => ({
  state: 'not-tried',
  words: 'not tried',
  evidence: reason,
  result: 'not-tried',
});
