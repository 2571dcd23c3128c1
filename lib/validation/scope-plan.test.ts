import { expect, test } from 'vitest';
import { planScopes } from '@/lib/validation/scope-plan';

const query = '?limit=1&return_object=limited';

test('scopes by what can be tried, each once and sorted', () => {
  const scopes = [
    'core.invoice.write',
    'openid',
    'core.invoice.read',
    'core.unheard_of.read',
    'core.common.read',
    'core.common.read',
  ];
  expect(planScopes(scopes)).toEqual({
    reads: [
      { path: `/api/departments${query}`, scopes: ['core.common.read'] },
      { path: `/api/invoices${query}`, scopes: ['core.invoice.read'] },
    ],
    withoutProbe: ['core.unheard_of.read'],
    writes: ['core.invoice.write'],
    identity: ['openid'],
  });
});

test('two scopes with one cheap read share the request', () => {
  expect(planScopes(['core.purchase_order.read', 'core.purchase_order_only.read']).reads).toEqual([
    {
      path: `/api/purchase_orders${query}`,
      scopes: ['core.purchase_order.read', 'core.purchase_order_only.read'],
    },
  ]);
});
