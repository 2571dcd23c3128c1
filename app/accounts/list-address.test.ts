import { expect, it } from 'vitest';
import { listHref, readListQuery } from './list-address';

it('reads what an address says, and takes the usual for what cannot be meant', () => {
  expect(readListQuery({})).toEqual({ search: '', filter: 'all', page: 1 });
  expect(readListQuery({ search: ' acme ', filter: 'valid', page: '3' })).toEqual({
    search: 'acme',
    filter: 'valid',
    page: 3,
  });
  expect(readListQuery({ search: ['a', 'b'], filter: 'lost', page: '-1' })).toEqual({
    search: '',
    filter: 'all',
    page: 1,
  });
  expect(readListQuery({ page: '1e9' }).page).toBe(1);
});

it('writes only what differs from the usual', () => {
  expect(listHref({})).toBe('/accounts');
  expect(listHref({ search: 'a&b', filter: 'setting-up', page: 2 })).toBe(
    '/accounts?search=a%26b&filter=setting-up&page=2',
  );
});
