import { expect, it } from 'vitest';
import { claimRows } from './claim-rows';

it('puts registered claims first, with their meaning, and instants as instants', () => {
  const rows = claimRows({
    jti: 'a-1',
    exp: 1_770_131_883,
    scope: 'core.item.read core.user.read',
    sub: 'supplier-sync-api',
    aud: ['https://a.coupahost.com', 'https://b.coupahost.com'],
  });
  expect(rows).toEqual([
    { term: 'For (aud)', text: 'https://a.coupahost.com https://b.coupahost.com' },
    { term: 'Acts as (sub)', text: 'supplier-sync-api' },
    { term: 'Ends (exp)', text: '1770131883', at: '2026-02-03T15:18:03.000Z' },
    { term: 'scope', text: 'core.item.read core.user.read' },
    { term: 'jti', text: 'a-1' },
  ]);
});

it('takes whatever stands there: absurd times, objects, endless and turned text', () => {
  const rows = claimRows({
    exp: 9e15,
    iat: 'soon',
    roles: { admin: true },
    note: 'a\u202eb\n',
    big: 'x'.repeat(9000),
  });
  const text = (term: string) => rows.find((row) => row.term === term)?.text;
  expect(rows.every(({ at }) => at === undefined)).toBe(true);
  expect(text('Ends (exp)')).toBe('9000000000000000');
  expect(text('Issued (iat)')).toBe('soon');
  expect(text('roles')).toBe('{"admin":true}');
  expect(text('note')).toBe('a b ');
  expect(text('big')).toHaveLength(4001);
});
