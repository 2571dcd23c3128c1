import { expect, it } from 'vitest';
import { peopleHref, readPeopleQuery } from './list-address';

it('reads what an address says, and takes the usual for what cannot be meant', () => {
  expect(readPeopleQuery({})).toEqual({ search: '', page: 1 });
  expect(readPeopleQuery({ search: ' maya ', page: '3' })).toEqual({ search: 'maya', page: 3 });
  expect(readPeopleQuery({ search: ['a', 'b'], page: '-1' })).toEqual({ search: '', page: 1 });
});

it('writes only what differs from the usual', () => {
  expect(peopleHref({})).toBe('/settings/people');
  expect(peopleHref({ search: 'a&b', page: 2 })).toBe('/settings/people?search=a%26b&page=2');
});
