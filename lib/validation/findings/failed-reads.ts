import { listAsCode } from '@/lib/coupa/marked';
import {
  type Finding,
  type JudgedFacts,
  scopesOfChecks,
  triedReads,
} from '@/lib/validation/findings/finding';
import { fixerOfChecks } from '@/lib/validation/findings/fixer-of-checks';

/** Reads that neither worked nor were refused, beside others that worked. */
export function findFailedReads(facts: JudgedFacts): Finding | null {
  const failed = triedReads(facts).filter(
    ({ state, code }) => state !== 'passed' && code !== 'scope_refused',
  );
  if (failed.length === 0) return null;
  const isExplained = failed.some(({ code }) => code);
  return {
    sentence: `Other reads work, but ${listAsCode(scopesOfChecks(failed))} could not be proven.`,
    fixer: fixerOfChecks(failed),
    steps: isExplained
      ? []
      : ['See that the modules of these scopes belong to this instance, or take the scopes out.'],
    closing: 'validate-again',
  };
}
