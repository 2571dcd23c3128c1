import { CheckLedger } from '@/lib/validation/check-ledger';
import { findActivationWaitMs, waitForActivation } from '@/lib/validation/checks/activation-wait';
import { checkConsenter } from '@/lib/validation/checks/consenter';
import { checkToken } from '@/lib/validation/checks/token-checks';
import { listScopesWithoutRead, listWriteScopes } from '@/lib/validation/checks/untried-scopes';
import { collect } from '@/lib/validation/collect';
import { findGrantedScopes, findRequestedScopes } from '@/lib/validation/granted-scopes';
import { describeSkipped } from '@/lib/validation/read-outcome';
import type { Check, Report, ReportEvent, ScopeResult } from '@/lib/validation/report';
import { runReads, skipReads } from '@/lib/validation/run-reads';
import { listScopeOutcomes } from '@/lib/validation/scope-outcomes';
import { planScopes } from '@/lib/validation/scope-plan';
import type { ValidationInput } from '@/lib/validation/validation-input';
import { judge } from '@/lib/validation/verdict';

/**
 * Checks a token, one event for each check that starts and settles. When the signal is aborted, what is left settles
 * as cancelled and the last event still comes. A reader who stops reading stops the requests.
 */
export async function* validateToken(input: ValidationInput): AsyncGenerator<ReportEvent> {
  const left = new AbortController();
  const validation = prepare(input, AbortSignal.any([input.signal, left.signal]));
  try {
    yield { type: 'started', report: validation.report(null), plannedChecks: validation.plannedChecks };
    for await (const check of validation.checks())
      yield { type: 'check', check: validation.ledger.write(check) };
    yield { type: 'ended', report: validation.report(input.clock.now()) };
  } finally {
    left.abort();
  }
}

function prepare(input: ValidationInput, signal: AbortSignal) {
  const { clock, accountId, reportId, instanceUrl, grantType } = input;
  const startedAt = clock.now();
  const granted = findGrantedScopes(input);
  const requested = findRequestedScopes(input, granted);
  const plan = planScopes(granted.scopes ?? requested);
  const tokenChecks = checkToken(input, granted);
  const isUsable = tokenChecks.every(({ state }) => state !== 'failed');
  const asksAnything = plan.reads.length > 0 || input.readConsenter !== undefined;
  const waitMs = isUsable && asksAnything ? findActivationWaitMs(input) : 0;
  const writeChecks = listWriteScopes(plan, granted.scopes !== null, startedAt);
  const otherChecks = listScopesWithoutRead(plan, startedAt);
  const readScopes = plan.reads.flatMap(({ scopes }) => scopes);
  const results = new Map<string, ScopeResult>(plan.withoutProbe.map((scope) => [scope, 'no-probe']));
  const ledger = new CheckLedger();

  /** Writes come before the reads because they need no time: the reader sees them while the reads run. */
  async function* checks(): AsyncGenerator<Check> {
    yield* tokenChecks;
    yield* writeChecks;
    if (waitMs > 0) yield* waitForActivation(waitMs, input, signal);
    if (isUsable) yield* checkConsenter(input, signal);
    yield* collect<Check>(async (emit) => {
      const settle = { check: emit, scope: results.set.bind(results) };
      const why = findReasonNotToRead(ledger.list());
      if (why === null) await runReads(plan.reads, { ...input, signal }, settle);
      else skipReads(plan.reads, clock.now(), () => describeSkipped(why), settle);
    });
    yield* otherChecks;
  }

  const fixed = { id: reportId, accountId, startedAt: startedAt.toISOString() };
  function report(endedAt: Date | null): Report {
    const scopes = listScopeOutcomes({ requested, granted: granted.scopes, results });
    const cancelled = [...results.values()].includes('cancelled');
    const seen = { checks: ledger.list(), scopes };
    const judgement = endedAt ? judge({ ...seen, cancelled, instanceUrl, grantType }) : NOT_JUDGED;
    return { ...fixed, endedAt: endedAt?.toISOString() ?? null, cancelled, ...judgement, ...seen };
  }

  const firstCalls = (waitMs > 0 ? 1 : 0) + (isUsable && input.readConsenter ? 1 : 0);
  const plannedChecks =
    tokenChecks.length + writeChecks.length + firstCalls + readScopes.length + otherChecks.length;
  return { ledger, checks, report, plannedChecks };
}

/** A token that is over, or somebody else's, is sent nowhere. */
function findReasonNotToRead(soFar: readonly Check[]): string | null {
  const failed = soFar.filter(({ group, state }) => group === 'token' && state === 'failed');
  if (failed.length === 0) return null;
  return failed.some(({ id }) => id === 'consenter')
    ? 'The token speaks for somebody else'
    : 'The token has expired';
}

const NOT_JUDGED = {
  verdict: null,
  summary: 'The validation is running.',
  fixer: 'nobody',
  steps: [],
} satisfies Partial<Report>;
