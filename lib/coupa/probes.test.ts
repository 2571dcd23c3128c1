import { expect, it } from 'vitest';
import { isReadScope, probeFor } from '@/lib/coupa/probes';
import { KNOWN_SCOPE_NAMES } from '@/lib/coupa/scopes';

it('asks for one id of the collection that a scope opens', () => {
  expect(probeFor('core.common.read')).toEqual({
    path: '/api/departments',
    query: 'limit=1&return_object=limited',
    evidence: 'used-by-connector',
  });
  expect(probeFor('core.accounting.read')?.path).toBe('/api/account_types');
});

it('never changes anything, never leaves the instance and never hopes for a certain record', () => {
  const probed = KNOWN_SCOPE_NAMES.filter((name) => probeFor(name));
  expect(probed.length).toBeGreaterThan(50);
  expect(probed.filter((name) => !isReadScope(name))).toEqual([]);
  expect(probed.filter((name) => !/^\/api\/[a-z_/]+$/.test(probeFor(name)?.path ?? ''))).toEqual([]);
});

it.each([
  'core.uom.read',
  'csp.invoices.read',
  'riskassess.supplier.read',
  'quality_collaboration.quality_inspection.read',
  'core.invoice.write',
  'openid',
  'core.unheard_of.read',
])('has none for %s', (scope) => {
  expect(probeFor(scope)).toBeNull();
});

it('knows what reads', () => {
  expect(['core.a.read', 'core.a.read_write', 'core.a.b.read'].every(isReadScope)).toBe(true);
  expect(['core.a.write', 'core.read.write', 'openid', 'read', 'core.a.reads'].some(isReadScope)).toBe(false);
});
