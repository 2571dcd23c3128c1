import type { CatalogueRow } from '@/app/accounts/[id]/setup/scopes/catalogue-row';
import { compareScopes } from '@/lib/coupa/scope-order';

export const OFFLINE_ACCESS = 'offline_access';

/**
 * Chosen ones first, then `offline_access`, whose rule every reader should meet, then the rest in Coupa's order. A chosen
 * scope that nobody knows gets a row of its own.
 */
export function orderRows(
  catalogue: readonly CatalogueRow[],
  chosen: readonly string[],
  first: readonly string[],
): CatalogueRow[] {
  const known = new Map(catalogue.map((row) => [row.scope, row]));
  const unknown = chosen.filter((scope) => !known.has(scope));
  const leading = [...new Set([...first].sort(compareScopes)), OFFLINE_ACCESS];
  const names = new Set([...leading, ...unknown, ...known.keys()]);
  return [...names].map((scope) => known.get(scope) ?? unknownRow(scope));
}

const unknownRow = (scope: string): CatalogueRow => ({
  scope,
  description: 'Kept as written. It is not in our list; your instance may have it',
  permissions: [],
  isMadeInCore: true,
});
