import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

test('a burst of 20 passes, the next waits for the bucket to leak at 25 a second', () => {
  let now = 1_000;
  const limiter = createRateLimiter(() => now);
  const taken = Array.from({ length: 21 }, () => limiter.take('a'));
  expect(taken.filter(Boolean)).toHaveLength(20);
  expect(taken.at(-1)).toBe(false);
  now += 40;
  expect(limiter.take('a')).toBe(true);
  expect(limiter.take('a')).toBe(false);
});

test('each client has its own bucket', () => {
  const limiter = createRateLimiter(() => 0);
  for (let count = 0; count < 20; count += 1) limiter.take('a');
  expect([limiter.take('a'), limiter.take('b')]).toEqual([false, true]);
});
