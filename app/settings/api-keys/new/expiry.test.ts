import { expect, test } from 'vitest';
import { DAY_MS } from '@/lib/door/api-key-schema';
import { dayLimits, expiryOf, LIFETIMES } from './expiry';
import { FIRST_VALUES, type KeyValues, resolveKey, toRequest } from './key-values';

/** 23:30 of the day in Kathmandu, where these tests live; still the day before in UTC at 00:30. */
const NOW = new Date('2026-11-24T17:45:00Z');

test('so many days from now, to the same minute', () => {
  for (const lifetime of LIFETIMES.filter((each) => each !== 'date'))
    expect(expiryOf(lifetime, '', NOW)?.getTime()).toBe(NOW.getTime() + Number(lifetime) * DAY_MS);
});

test('a day means its end where the reader is', () => {
  expect(expiryOf('date', '2026-12-31', NOW)).toEqual(new Date('2026-12-31T18:14:59Z'));
  for (const odd of ['', '31.12.2026', '2026-13-01', '2026-1-1', 'tomorrow'])
    expect(expiryOf('date', odd, NOW), odd).toBeNull();
});

test('the field offers today to a year less a day, and the server takes both', () => {
  const { min, max } = dayLimits(NOW);
  expect([min, max]).toEqual(['2026-11-24', '2027-11-23']);
  const last = expiryOf('date', max, NOW);
  expect((last?.getTime() ?? 0) - NOW.getTime()).toBeLessThanOrEqual(365 * DAY_MS);
});

const resolve = async (values: Partial<KeyValues>) => {
  const { errors } = await resolveKey({ ...FIRST_VALUES, ...values }, undefined, {} as never);
  return Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, error?.message]));
};

test('each message stands at the field that it is about', async () => {
  expect(await resolve({ reach: 'named' })).toEqual({
    name: 'Enter a name that says what the key is for.',
    scopes: 'Choose at least one thing that the key may do.',
    accountIds: 'Choose at least one account, or all of them.',
  });
  const filled = { name: 'n', scopes: ['status:read' as const] };
  expect(await resolve(filled)).toEqual({});
  expect(await resolve({ ...filled, lifetime: 'date' })).toEqual({ day: 'Choose when the key expires.' });
  expect(await resolve({ ...filled, lifetime: 'date', day: '2020-01-01' })).toEqual({
    day: 'Choose a day that is still to come.',
  });
});

test('accounts that were chosen before "All accounts" do not limit the key', () => {
  const values = { ...FIRST_VALUES, accountIds: [{ id: 'made-up', label: 'l', host: 'h' }] };
  expect(toRequest({ ...values, reach: 'all' }, NOW).accountIds).toBeNull();
  expect(toRequest({ ...values, reach: 'named' }, NOW).accountIds).toEqual(['made-up']);
});
