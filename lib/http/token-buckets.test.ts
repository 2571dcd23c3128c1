import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { RATE_LIMITS, type RateKind } from '@/lib/http/rate-limits';
import { requireTurn } from '@/lib/http/require-turn';
import { TokenBuckets } from '@/lib/http/token-buckets';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24) + seconds * 1000);
const LIMIT = { burst: 3, perSecond: 0.5 };

describe('a bucket', () => {
  test('lets a burst through, then says how long to wait, and waiting that long helps', () => {
    const buckets = new TokenBuckets(10);
    const taken = () => buckets.take('one', LIMIT, at(0));
    expect([taken(), taken(), taken()]).toEqual([0, 0, 0]);
    expect(taken()).toBe(2);
    expect(buckets.take('one', LIMIT, at(1.9))).toBeCloseTo(0.1);
    expect(buckets.take('one', LIMIT, at(2))).toBe(0);
  });

  test('of one asker is not that of another', () => {
    const buckets = new TokenBuckets(10);
    for (let times = 0; times < 4; times += 1) buckets.take('one', LIMIT, at(0));
    expect(buckets.take('other', LIMIT, at(0))).toBe(0);
  });

  test('is not filled or emptied by a clock that is set back', () => {
    const buckets = new TokenBuckets(10);
    for (let times = 0; times < 3; times += 1) buckets.take('one', LIMIT, at(100));
    expect(buckets.take('one', LIMIT, at(0))).toBe(2);
  });
});

test('a million askers take the memory of ten', () => {
  const buckets = new TokenBuckets(10);
  for (let asker = 0; asker < 1_000_000; asker += 1) buckets.take(`asker ${asker}`, LIMIT, at(0));
  expect(buckets.size).toBe(10);
});

const KINDS = Object.keys(RATE_LIMITS) as RateKind[];

test.each(KINDS)(
  '[ASVS-2.4.1] %s: what comes faster than anybody clicks is refused with the time to wait',
  (kind) => {
    const { burst, perSecond } = RATE_LIMITS[kind];
    for (let times = 0; times < burst; times += 1) requireTurn(kind, `somebody at ${kind}`, at(0));
    const waitSeconds = Math.ceil(1 / perSecond);
    expect(refusal(() => requireTurn(kind, `somebody at ${kind}`, at(0)))).toMatchObject({
      code: 'too_many_requests',
      facts: { retryAfterSeconds: waitSeconds },
    });
    requireTurn(kind, `somebody else at ${kind}`, at(0));
    requireTurn(kind, `somebody at ${kind}`, at(waitSeconds));
  },
);

test('a pipeline with 20 requests a second for ten minutes never waits', () => {
  for (let sent = 0; sent < 12_000; sent += 1) requireTurn('key', 'a steady pipeline', at(sent / 20));
});

test('a person who clicks five times a second for ten minutes never waits', () => {
  for (let sent = 0; sent < 3000; sent += 1) requireTurn('person', 'a busy person', at(sent / 5));
});

function refusal(act: () => void) {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof AppError ? error : null;
  }
}
