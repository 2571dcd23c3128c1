import { describe, expect, test } from 'vitest';
import { inOrder, readAll } from '@/lib/validation/testing/read-all';
import { answer, NOW, secondsFrom } from '@/lib/validation/testing/samples';

const path = '/api/thing_0';

describe('asking again', () => {
  test('after Retry-After, then it works', async () => {
    const { calls, checks, last } = await readAll({
      readApi: inOrder(answer(path, 429, null, 3), answer(path, 200, 1)),
    });
    expect(calls.map(({ ms }) => ms)).toEqual([0, 3000]);
    expect(last?.state).toBe('passed');
    expect(checks.map(({ evidence }) => evidence)).toContain(
      '`GET /api/thing_0` 429, too fast. Asking again in 3 s',
    );
  });

  test('one second without Retry-After, three times at most', async () => {
    const { calls, last } = await readAll({ readApi: inOrder(answer(path, 429)) });
    expect(calls.map(({ ms }) => ms)).toEqual([0, 1000, 2000, 3000]);
    expect(last?.code).toBe('rate_limited');
  });

  test('not when Coupa asks to wait for an hour', async () => {
    const { calls } = await readAll({ readApi: inOrder(answer(path, 429, null, 3600)) });
    expect(calls).toHaveLength(1);
  });

  test('once, five seconds later, when a token of some seconds is rejected', async () => {
    const readApi = inOrder(answer(path, 401), answer(path, 200, 1));
    const { calls, last } = await readAll({ readApi, obtainedAt: secondsFrom(NOW, -14) });
    expect(calls.map(({ ms }) => ms)).toEqual([0, 5000]);
    expect(last?.state).toBe('passed');
  });

  test('only once for a rejected token', async () => {
    const { calls, last } = await readAll({
      readApi: inOrder(answer(path, 401)),
      obtainedAt: secondsFrom(NOW, -6),
    });
    expect(calls).toHaveLength(2);
    expect(last?.code).toBe('token_rejected');
  });

  test('not for an older token', async () => {
    const { calls } = await readAll({
      readApi: inOrder(answer(path, 401)),
      obtainedAt: secondsFrom(NOW, -15),
    });
    expect(calls).toHaveLength(1);
  });
});
