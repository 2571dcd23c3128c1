import { countOf, listAsCode } from '@/lib/coupa/marked';
import { findFailedReads } from '@/lib/validation/findings/failed-reads';
import {
  CLOSING_STEPS,
  type Finding,
  type JudgedFacts,
  triedReads,
  workingReads,
} from '@/lib/validation/findings/finding';
import { findMissingScopes } from '@/lib/validation/findings/missing-scopes';
import { findNothingToRead } from '@/lib/validation/findings/nothing-to-read';
import { findRefusedReads } from '@/lib/validation/findings/refused-reads';
import { findTokenLimits } from '@/lib/validation/findings/token-limits';
import { findUnusableToken } from '@/lib/validation/findings/unusable-token';
import type { Report } from '@/lib/validation/report';

export type Judgement = Pick<Report, 'verdict' | 'summary' | 'fixer' | 'steps'>;

/** The verdict follows from the lines alone: any limited or failed line keeps it from being a plain "validated". */
export function judge(facts: JudgedFacts): Judgement {
  const unusable = findUnusableToken(facts);
  if (unusable) return toJudgement('not-validated', [unusable]);
  if (facts.cancelled) return cancelled(facts);
  const limits = [
    findMissingScopes(facts),
    findRefusedReads(facts),
    findFailedReads(facts),
    findNothingToRead(facts),
    ...findTokenLimits(facts),
  ].filter((finding) => finding !== null);
  return limits.length > 0 ? toJudgement('validated-with-limits', limits) : validated(facts);
}

/** The first finding names the fixer; steps of other findings are added when the same person takes them. */
function toJudgement(verdict: Report['verdict'], findings: readonly Finding[]): Judgement {
  const fixer = findings[0]?.fixer ?? 'nobody';
  const theirs = findings.filter((finding) => finding.fixer === fixer);
  const closings = theirs.map(({ closing }) => closing);
  const closing =
    (['new-scopes', 'new-token', 'validate-again'] as const).find((kind) => closings.includes(kind)) ??
    'none';
  const more = findings.length - 2;
  const sentences = findings.slice(0, 2).map(({ sentence }) => sentence);
  if (more > 0) sentences.push(`The report names ${countOf(more, 'more limit')}.`);
  const steps = [...new Set(theirs.flatMap((finding) => finding.steps)), ...CLOSING_STEPS[closing]];
  return { verdict, summary: sentences.join(' '), fixer, steps };
}

/** What was not looked at cannot count, so a cancelled report judges only what is already certain. */
function cancelled(facts: JudgedFacts): Judgement {
  const working = workingReads(facts).length;
  const summary =
    working > 0
      ? `Cancelled before the end: ${countOf(working, 'read')} had worked by then, the others are open.`
      : 'Cancelled before a read was answered, so there is no verdict.';
  return { verdict: null, summary, fixer: 'you', steps: [...CLOSING_STEPS['validate-again']] };
}

function validated(facts: JudgedFacts): Judgement {
  const reads = countOf(triedReads(facts).length, 'read scope');
  const extra = facts.scopes.filter(({ result }) => result === 'more-than-asked').map(({ scope }) => scope);
  const also = extra.length > 0 ? ` It also carries ${listAsCode(extra)}, which nobody asked for.` : '';
  const isKnown = facts.scopes.every(({ granted }) => granted !== null);
  const carried = isKnown ? 'and no requested scope is missing.' : 'but it does not name its scopes.';
  return {
    verdict: 'validated',
    summary: `The token works: ${reads} answered, ${carried}${also}`,
    fixer: 'nobody',
    steps: [],
  };
}
