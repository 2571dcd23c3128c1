import { expect, it } from 'vitest';
import { auditHref, exportHref, readBefore, readFilter } from './filter-address';

const ID = '0f0e0d0c-1111-4222-8333-444455556666';

it('reads what can be meant, and leaves out what is empty, unknown or doubled', () => {
  const asked = {
    group: 'tokens',
    person: ID,
    result: '',
    from: '2026-02-30',
    to: '2026-02-28',
    label: ' Acme ',
  };
  expect(readFilter({ ...asked, account: [ID, ID], other: 'x' })).toEqual({
    group: 'tokens',
    person: ID,
    to: '2026-02-28',
    label: 'Acme',
  });
  expect(readFilter({ group: 'toString', person: '1', label: '   ' })).toEqual({});
});

it('reads a place to go on from', () => {
  expect(readBefore({ before: '120' })).toBe(120);
  for (const before of ['0', '-1', '1.5', 'x', '', undefined, ['1', '2']])
    expect(readBefore({ before })).toBeUndefined();
});

it('writes addresses that read as what they were', () => {
  const filter = { label: 'A&B=c', from: '2026-11-01' };
  const address = new URL(auditHref(filter, 51), 'http://localhost');
  expect(readFilter(Object.fromEntries(address.searchParams))).toEqual(filter);
  expect(address.searchParams.get('before')).toBe('51');
  expect(auditHref({})).toBe('/settings/audit');
  expect(exportHref({ label: undefined })).toBe('/api/audit/export');
});
