import type { ScopeOutcome, ScopeResult } from '@/lib/validation/report';

interface Scopes {
  requested: readonly string[];
  /** null: the token does not say. */
  granted: readonly string[] | null;
  /** What reading showed. */
  results: ReadonlyMap<string, ScopeResult>;
}

/** Requested against granted, with what reading showed, sorted by name. */
export function listScopeOutcomes({ requested, granted, results }: Scopes): ScopeOutcome[] {
  return [...new Set([...requested, ...(granted ?? [])])].sort().map((scope) => {
    const isRequested = requested.includes(scope);
    const isGranted = granted ? granted.includes(scope) : null;
    const result = results.get(scope) ?? 'not-tried';
    return {
      scope,
      requested: isRequested,
      granted: isGranted,
      result: isGranted === false ? 'missing' : isRequested ? result : resultOfExtra(result),
    };
  });
}

/** That a scope was never asked for is the news about it, unless reading with it went wrong. */
const resultOfExtra = (result: ScopeResult): ScopeResult =>
  result === 'refused' || result === 'failed' || result === 'cancelled' ? result : 'more-than-asked';
