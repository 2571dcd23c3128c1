import { editDistance } from '@/lib/coupa/edit-distance';
import { OBJECTS_OF_DOMAIN, singular } from '@/lib/coupa/scope-domains';

export interface ScopeSearchRow {
  scope: string;
  description: string;
  permissions?: readonly string[];
}

const SMALL_WORDS = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'or', 'the', 'to', 'with', 'api', 'scope']);

/** Where a word was found, and what that is worth: the name beats the objects behind it, a permission says least. */
const WORTH = { name: 8, object: 6, description: 4, permission: 1 } as const;

/** Scopes by name, description and the objects behind them, best first; every word of the query has to be found. */
export function searchScopes(query: string, scopes: readonly ScopeSearchRow[]): string[] {
  const words = toWords(query).filter((word) => !SMALL_WORDS.has(word));
  if (words.length === 0) return scopes.map(({ scope }) => scope);
  const typed = query.trim().toLowerCase();
  const isFragment = /[._]/.test(typed);
  const exact = rank(
    scopes,
    (row) => (isFragment && row.scope.includes(typed) ? 100 : 0) + score(row, words, startsWith),
  );
  return exact.length > 0 ? exact : rank(scopes, (row) => score(row, words, isNear));
}

function rank(scopes: readonly ScopeSearchRow[], worth: (row: ScopeSearchRow) => number): string[] {
  return scopes
    .map((row) => ({ scope: row.scope, worth: worth(row) }))
    .filter((row) => row.worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ scope }) => scope);
}

type Matches = (word: string, query: string) => boolean;
const startsWith: Matches = (word, query) => word.startsWith(query);
/** One slip of the keyboard in a word of five letters or more. */
const isNear: Matches = (word, query) =>
  startsWith(word, query) || (query.length >= 5 && editDistance(word, query) === 1);

function score(row: ScopeSearchRow, query: readonly string[], matches: Matches): number {
  const fields: [keyof typeof WORTH, readonly string[]][] = [
    ['name', toWords(row.scope)],
    ['object', objectWords(row.scope)],
    ['description', toWords(row.description)],
    ['permission', toWords((row.permissions ?? []).join(' '))],
  ];
  let total = 0;
  for (const word of query) {
    const [found] = fields.filter(([, words]) => words.some((each) => matches(each, word)));
    if (!found) return 0;
    const isWhole = found[1].includes(word);
    total += WORTH[found[0]] + (isWhole ? 3 : 0);
  }
  // Of two that say the same the shorter name is meant, and reading before changing.
  return total - toWords(row.scope).length / 10 + (row.scope.endsWith('.read') ? 0.05 : 0);
}

/** `core.common.read` also opens departments, tax codes, …, which its name does not say. */
function objectWords(scope: string): string[] {
  const domain = scope.slice(0, scope.lastIndexOf('.'));
  return (OBJECTS_OF_DOMAIN[domain] ?? []).flatMap(toWords);
}

const toWords = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(singular);
