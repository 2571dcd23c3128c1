import { suggestIdentity } from '@/lib/coupa/identity-scopes';
import { SCOPE_RIGHTS } from '@/lib/coupa/scope-parts';
import { splitScopes } from '@/lib/coupa/split-scopes';
import { suggestScope } from '@/lib/coupa/suggest-scope';

export interface ScopeEntry {
  written: string;
  state: 'known' | 'misspelt' | 'unknown' | 'malformed';
  /** As written, in lower case and without what stood around it. */
  scope: string;
  suggestion: string | null;
  /** One sentence; null for a known scope. */
  reason: string | null;
}

const MAX_LENGTH = 120;

/**
 * Reads scopes from whatever was pasted: a list with any separators, Coupa's client page, a script, a URL, JSON.
 * Runs in the browser, so the known names come in as an argument.
 */
export function readScopes(
  text: string,
  known: readonly string[],
): { entries: ScopeEntry[]; hadCommas: boolean } {
  const entries = new Map<string, ScopeEntry>();
  for (const written of splitScopes(text)) {
    const scope = written.toLowerCase();
    if (!entries.has(scope)) entries.set(scope, readEntry(written, known));
  }
  return { entries: [...entries.values()], hadCommas: /,|%2c/i.test(text) };
}

function readEntry(written: string, known: readonly string[]): ScopeEntry {
  const scope = written.toLowerCase();
  const entry = { written, scope, suggestion: null };
  if (known.includes(scope)) return { ...entry, state: 'known', reason: null };
  if (scope.length > MAX_LENGTH) {
    return { ...entry, state: 'malformed', reason: `Longer than ${MAX_LENGTH} characters, so no scope.` };
  }
  const suggestion = suggestIdentity(scope, known) ?? suggestScope(scope, known);
  if (suggestion) {
    return { ...entry, state: 'misspelt', suggestion: suggestion.scope, reason: suggestion.reason };
  }
  const problem = findProblem(scope);
  if (problem) return { ...entry, state: 'malformed', reason: problem };
  return { ...entry, state: 'unknown', reason: describeUnknown(scope, known) };
}

/** One sentence when it has not the form `service.object.right`. */
function findProblem(scope: string): string | null {
  if (scope.includes('*')) return 'Coupa knows no placeholders: each scope is named and ticked by itself.';
  if (!/^[a-z0-9_.]+$/.test(scope)) {
    return 'A scope has only letters, digits, underscores and dots, as in core.invoice.read.';
  }
  if (scope.split('.').some((part) => part === '')) return 'Two dots in a row, or one at the edge.';
  const parts = scope.split('.');
  if (parts.length === 2 && parts[0] === 'core') {
    return `The right is missing at the end, as in ${scope}.read.`;
  }
  if (parts.length < 3) return 'A scope has the form service.object.right, as in core.invoice.read.';
  return null;
}

function describeUnknown(scope: string, known: readonly string[]): string {
  const front = scope.slice(0, scope.lastIndexOf('.') + 1);
  const rights = SCOPE_RIGHTS.filter((right) => known.includes(front + right));
  const others = rights.length > 0 ? ` For ${front.slice(0, -1)} the list has ${rights.join(', ')}.` : '';
  return `Not in our list of ${known.length}; your instance may have it.${others}`;
}
