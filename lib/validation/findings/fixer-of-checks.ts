import { explainError } from '@/lib/coupa/error-atlas';
import type { Check, Fixer } from '@/lib/validation/report';

/** Who fixes the first failure that has a code. Without one it was a 404: a module the administrator knows about. */
export function fixerOfChecks(checks: readonly Check[]): Fixer {
  const failed = checks.find(({ code }) => code);
  return failed?.code ? explainError(failed.code, {}, { trace: failed.trace }).fixer : 'coupa-admin';
}
