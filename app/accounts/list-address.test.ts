import { expect, it } from 'vitest';
import { writeCursor } from '@/lib/accounts/list-cursor';
import { listHref, readListQuery } from './list-address';

it('reads what an address says, and takes the usual for what cannot be meant', () => {
  expect(readListQuery({})).toEqual({ search: '', filter: 'all', page: 1, after: '' });
  expect(readListQuery({ search: ' acme ', filter: 'valid', page: '3' })).toEqual({
    search: 'acme',
    filter: 'valid',
    page: 3,
    after: '',
  });
  expect(readListQuery({ search: ['a', 'b'], filter: 'lost', page: '-1' })).toEqual({
    search: '',
    filter: 'all',
    page: 1,
    after: '',
  });
  expect(readListQuery({ page: '1e9' }).page).toBe(1);
  expect(readListQuery({ page: '21' }).page).toBe(1);
  expect(readListQuery({ after: 'nonsense' }).after).toBe('');
  const after = writeCursor({ part: 1, at: '2026-11-24T10:00:00.123456Z', id: crypto.randomUUID() });
  expect(readListQuery({ after }).after).toBe(after);
});

it('writes only what differs from the usual', () => {
  expect(listHref({})).toBe('/accounts');
  expect(listHref({ page: 20, after: 'WzE' })).toBe('/accounts?after=WzE');
  expect(listHref({ search: 'a&b', filter: 'setting-up', page: 2 })).toBe(
    '/accounts?search=a%26b&filter=setting-up&page=2',
  );
});
