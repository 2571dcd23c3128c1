import type { KnownScope } from '@/lib/coupa/scopes';

/** A known scope as the page sends it: as data of the page, so that the list is no part of the script. */
export type CatalogueRow = Pick<KnownScope, 'scope' | 'description' | 'permissions' | 'isMadeInCore'>;

export const toCatalogueRow = ({
  scope,
  description,
  permissions,
  isMadeInCore,
}: KnownScope): CatalogueRow => ({
  scope,
  description,
  permissions,
  isMadeInCore,
});
