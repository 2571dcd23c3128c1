import { SCOPES } from '../clients/scopes.ts';

export interface Collection {
  /** Below this origin, for example `/api/suppliers`. */
  path: string;
  /** Any one of these scopes opens the list. */
  listScopes: string[];
  /** Any one of these opens a single row. */
  showScopes: string[];
}

/**
 * Which other scope opens a collection: a scope belongs to the owning domain, not to the object's name.
 * Found by probing a live instance with single-scope tokens, or printed on Coupa's page of the scope.
 */
const ALSO: [string, string[]][] = [
  [
    'core.common.read',
    [
      'addresses',
      'business_groups',
      'commodities',
      'currencies',
      'exchange_rates',
      'lookup_values',
      'lookups',
      'payment_terms',
      'roles',
      'shipping_terms',
      'tax_codes',
      'uoms',
    ],
  ],
  ['core.accounting.read', ['accounts']],
  ['core.invoice.read', ['tax_registrations']],
  ['core.supplier.read', ['remit_to_addresses', 'supplier_sites']],
  ['core.pay.virtual_cards.read', ['coupa_pay/statements']],
];

/** core.uom.read shows one unit and cannot list them, so its probe is a row. */
const ROW = /^(.*)\/\d+$/;

function gather(): Map<string, Collection> {
  const found = new Map<string, Collection>();
  const at = (path: string) => {
    const known = found.get(path) ?? { path, listScopes: [], showScopes: [] };
    found.set(path, known);
    return known;
  };
  const open = (path: string, scope: string) => {
    at(path).listScopes.push(scope);
    at(path).showScopes.push(scope);
  };
  for (const { name, probePath } of SCOPES) {
    const list = ROW.exec(probePath ?? '')?.[1];
    if (list) at(list).showScopes.push(name);
    else if (probePath) open(probePath, name);
  }
  for (const [scope, names] of ALSO) for (const name of names) open(`/api/${name}`, scope);
  return found;
}

export const COLLECTIONS: ReadonlyMap<string, Collection> = gather();
