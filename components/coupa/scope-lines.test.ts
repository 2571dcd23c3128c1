import { expect, it } from 'vitest';
import { compareScopes } from '@/lib/coupa/scope-order';
import { scopeLines } from './scope-lines';
import { inConsentOrder, scopeTitle } from './scope-title';

it('sorts as Coupa’s form does: _ before ., core first, identity scopes, other services', () => {
  const sorted = [
    'core.contract_party_role.read',
    'core.contract.read',
    'core.easy_form_response.read',
    'core.easy_form.read',
    'core.easy_form.write',
    'email',
    'offline_access',
    'openid',
    'travel_booking.trips.read',
  ];
  expect([...sorted].reverse().sort(compareScopes)).toEqual(sorted);
});

it('shows ticked scopes among their neighbours, offline_access always, and one gap for everything between', () => {
  const known = [
    'core.a.read',
    'core.b.read',
    'core.item.read',
    'core.item.write',
    'core.z.read',
    'offline_access',
    'openid',
  ];
  const words = scopeLines(['core.item.read'], known).map((line) =>
    'gap' in line ? '…' : `${line.isTicked ? 'x' : '-'} ${line.scope}`,
  );
  expect(words).toEqual(['…', 'x core.item.read', '- core.item.write', '…', '- offline_access', '…']);
});

it('shows a chosen scope that is not among the known ones', () => {
  expect(scopeLines(['core.brand_new.read'], [])).toEqual([{ scope: 'core.brand_new.read', isTicked: true }]);
});

it('names scopes as the consent page does, identity scopes first', () => {
  expect(scopeTitle('core.requisition_assignment.read')).toBe('Requisition Assignment Read');
  expect(scopeTitle('core.invoice.approval.bypass')).toBe('Invoice Approval Bypass');
  expect(scopeTitle('offline_access')).toBe('Offline Access');
  expect(scopeTitle('openid')).toBe('OpenID');
  expect(inConsentOrder(['core.user.read', 'email', 'offline_access', 'openid'])).toEqual([
    'openid',
    'offline_access',
    'core.user.read',
    'email',
  ]);
});
