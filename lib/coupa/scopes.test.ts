import { expect, it } from 'vitest';
import { SCOPE_PRESETS } from '@/lib/coupa/scope-presets';
import { findKnownScope, KNOWN_SCOPE_NAMES, KNOWN_SCOPES } from '@/lib/coupa/scopes';

it('knows 200 scopes, each once, in the order of Coupa’s form', () => {
  expect(KNOWN_SCOPES).toHaveLength(200);
  expect(new Set(KNOWN_SCOPE_NAMES).size).toBe(200);
  expect(KNOWN_SCOPE_NAMES[0]).toBe('core.accounting.read');
  const place = (scope: string) => KNOWN_SCOPE_NAMES.indexOf(scope);
  expect(place('core.contract_party_role.read')).toBeLessThan(place('core.contract.read'));
  expect(place('core.easy_form_response.read')).toBeLessThan(place('core.easy_form.read'));
  expect(KNOWN_SCOPE_NAMES.filter((name) => !name.includes('.'))).toEqual([
    'email',
    'login',
    'offline_access',
    'openid',
    'profile',
  ]);
  expect(place('core.write_a_request.read')).toBeLessThan(place('email'));
  expect(place('profile')).toBeLessThan(place('ccw.candidates'));
});

it('says how certain each is, what stands behind it and where its client is made', () => {
  expect(findKnownScope('core.invoice.read')).toMatchObject({
    certainty: 'coupa',
    product: 'core',
    isMadeInCore: true,
    permissions: expect.arrayContaining(['API/Invoices: Index']),
  });
  expect(findKnownScope('core.webhooks.read')?.certainty).toBe('one');
  expect(findKnownScope('core.easy_form.read')?.certainty).toBe('several');
  expect(KNOWN_SCOPES.filter(({ certainty }) => certainty === 'inferred')).toEqual([]);
  expect(KNOWN_SCOPES.filter(({ isMadeInCore }) => !isMadeInCore).map(({ scope }) => scope)).toEqual([
    'ccw.candidates',
    'ccw.contingent_workers',
    'csp.invoices.read',
  ]);
  expect(findKnownScope('constructor')).toBeUndefined();
});

it.each(SCOPE_PRESETS)('preset “$title” has scopes of the catalogue, each once', ({ scopes }) => {
  expect(scopes.filter((scope) => !KNOWN_SCOPE_NAMES.includes(scope))).toEqual([]);
  expect(new Set(scopes).size).toBe(scopes.length);
  expect(scopes.length).toBeGreaterThan(0);
});
