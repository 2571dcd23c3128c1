import catalogue from '@/lib/coupa/coupa-scopes.json' with { type: 'json' };
import type { Certainty } from '@/lib/coupa/rules';
import { compareScopes } from '@/lib/coupa/scope-order';

export interface KnownScope {
  scope: string;
  description: string;
  /** As on `/oauth2/scopes/{id}` of release R34.3, for example `API/Invoices: Index`; empty when no list was found. */
  permissions: string[];
  certainty: Certainty;
  product: string;
  /** False for Supplier Portal and Contingent Workforce: their clients are made elsewhere, never on Core's form. */
  isMadeInCore: boolean;
}

interface CatalogueRow {
  scope: string;
  description: string;
  permissions: string[];
  confidence: string;
  product: string;
}

const CERTAINTY: Record<string, Certainty> = {
  'coupa-doc': 'coupa',
  'multi-source': 'several',
  'single-source': 'one',
};

/** Setup > Admin > API Clients in the Supplier Portal, API Consumer Apps in Contingent Workforce. */
const OTHER_SETUP = new Set(['csp', 'ccw']);

const toKnownScope = ({
  scope,
  description,
  permissions,
  confidence,
  product,
}: CatalogueRow): KnownScope => ({
  scope,
  description,
  permissions,
  certainty: CERTAINTY[confidence] ?? 'inferred',
  product,
  isMadeInCore: !OTHER_SETUP.has(product),
});

/** Every scope that was found, in the order of Coupa's form. An instance has those of its release and licences. */
export const KNOWN_SCOPES: readonly KnownScope[] = (catalogue as CatalogueRow[])
  .map(toKnownScope)
  .sort((a, b) => compareScopes(a.scope, b.scope));

export const KNOWN_SCOPE_NAMES: readonly string[] = KNOWN_SCOPES.map(({ scope }) => scope);

const byName = new Map(KNOWN_SCOPES.map((known) => [known.scope, known]));

export const findKnownScope = (name: string): KnownScope | undefined => byName.get(name);
