import { expect, it } from 'vitest';
import { KNOWN_SCOPES } from '@/lib/coupa/scopes';
import { searchScopes } from '@/lib/coupa/search-scopes';

it.each([
  ['receipt', 'core.inventory.receiving.read'],
  ['goods receipts', 'core.inventory.receiving.read'],
  ['tax codes', 'core.common.read'],
  ['departments', 'core.common.read'],
  ['exchange rate', 'core.common.read'],
  ['vendor', 'core.supplier.read'],
  ['remit to', 'core.supplier.read'],
  ['po', 'core.purchase_order.read'],
  ['purchase orders', 'core.purchase_order.read'],
  ['read invoices', 'core.invoice.read'],
  ['create invoice', 'core.invoice.create'],
  ['Invoices', 'core.invoice.read'],
  ['user', 'core.user.read'],
  ['core.invoice.r', 'core.invoice.read'],
  ['core.invoice.approval', 'core.invoice.approval.bypass'],
  ['warehouses', 'core.inventory.common.read'],
  ['refresh token', 'offline_access'],
  ['legal pdf', 'core.invoice.read'],
  ['reciept', 'core.inventory.receiving.read'],
])('%s finds %s first', (query, scope) => {
  expect(searchScopes(query, KNOWN_SCOPES)[0]).toBe(scope);
});

it('shows everything in its order for an empty query, and nothing for what nobody has', () => {
  const all = KNOWN_SCOPES.map(({ scope }) => scope);
  expect(searchScopes(' ', KNOWN_SCOPES)).toEqual(all);
  expect(searchScopes('the', KNOWN_SCOPES)).toEqual(all);
  expect(searchScopes('zebra', KNOWN_SCOPES)).toEqual([]);
  expect(searchScopes('invoice zebra', KNOWN_SCOPES)).toEqual([]);
});

it('does without permissions', () => {
  const rows = [{ scope: 'core.common.read', description: 'Read shared set-up data' }];
  expect(searchScopes('currency', rows)).toEqual(['core.common.read']);
});
