import { type Finding, type JudgedFacts, triedReads } from '@/lib/validation/findings/finding';

/** A token with write scopes only cannot be proven without changing something in Coupa. */
export function findNothingToRead(facts: JudgedFacts): Finding | null {
  if (triedReads(facts).length > 0) return null;
  return {
    sentence:
      'Coupa issued the token, but none of its scopes has a cheap read, so the API was not called and nothing proves that it works.',
    fixer: 'you',
    steps: ['To have it proven, add a read scope such as `core.common.read` in step Scopes.'],
    closing: 'new-scopes',
  };
}
