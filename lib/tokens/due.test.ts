import { describe, expect, test } from 'vitest';
import { backOffMs, dueAt } from '@/lib/tokens/due';

const obtainedAt = new Date('2026-11-24T00:00:00Z');
const HOUR_MS = 3_600_000;
const hoursAfter = (lifeHours: number, random: number) => {
  const expiresAt = new Date(obtainedAt.getTime() + lifeHours * HOUR_MS);
  return (dueAt({ obtainedAt, expiresAt }, random).getTime() - obtainedAt.getTime()) / HOUR_MS;
};

describe('a token is renewed', () => {
  test('after 20 of 24 hours, up to a tenth of its life earlier', () => {
    expect(hoursAfter(24, 0)).toBe(20);
    expect(hoursAfter(24, 1)).toBeCloseTo(17.6);
  });

  test.each([0, 0.5, 0.999])(
    'at least ten minutes before its end, or half-way when it is short (%s)',
    (random) => {
      expect(hoursAfter(0.5, random)).toBeLessThanOrEqual(20 / 60);
      expect(hoursAfter(1 / 60, random)).toBeLessThanOrEqual(0.5 / 60);
      expect(hoursAfter(1 / 60, random)).toBeGreaterThan(0);
    },
  );
});

describe('after a failure', () => {
  test('the wait grows to five minutes, spread from a second on', () => {
    expect([1, 2, 3, 7, 8, 1000].map((failures) => backOffMs(failures, 0.999_999, null) / 1000)).toEqual(
      [4, 8, 16, 256, 300, 300].map((seconds) => expect.closeTo(seconds, 1)),
    );
    expect(backOffMs(1000, 0, null)).toBe(1000);
  });

  test.each([
    [120, 120],
    [3600, 3600],
    [1e9, 3600],
  ])('Retry-After: %s is kept to, up to an hour', (asked, seconds) => {
    expect(backOffMs(1, 0, asked)).toBe(seconds * 1000);
    expect(backOffMs(1, 0.5, asked)).toBeGreaterThan(seconds * 1000);
  });
});
