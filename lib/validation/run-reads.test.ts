import { describe, expect, test } from 'vitest';
import type { ApiRead } from '@/lib/oauth/api-read';
import type { Check, ScopeResult } from '@/lib/validation/report';
import { runReads } from '@/lib/validation/run-reads';
import { MovedClock } from '@/lib/validation/testing/moved-clock';
import {
  answer,
  failure,
  mostInOneSecond,
  NOW,
  sampleInput,
  secondsFrom,
} from '@/lib/validation/testing/samples';
import type { ValidationInput } from '@/lib/validation/validation-input';

const jobsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: `/api/thing_${index}`,
    scopes: [`core.thing_${index}.read`],
  }));

/** Reads with these parts and keeps what was called, when, and what was said. */
async function readAll(parts: Partial<ValidationInput>, jobs = jobsOf(1), clock = new MovedClock(NOW)) {
  const checks: Check[] = [];
  const results = new Map<string, ScopeResult>();
  const calls: { path: string; ms: number }[] = [];
  const input = sampleInput({ ...parts, clock });
  const readApi = (path: string, signal: AbortSignal) => {
    calls.push({ path, ms: clock.now().getTime() - NOW.getTime() });
    return input.readApi(path, signal);
  };
  const settle = { check: (check: Check) => checks.push(check), scope: results.set.bind(results) };
  await runReads(jobs, { ...input, readApi }, settle);
  return { checks, results, calls, last: checks.at(-1), waits: clock.waits };
}

/** Answers in this order, the last one for ever. */
function inOrder(...answers: ApiRead[]) {
  const left = [...answers];
  return async () => (left.length > 1 ? left.shift() : left[0]) ?? answer('/api/none', 500);
}

const path = '/api/thing_0';

describe('what an answer says', () => {
  test.each<[string, ApiRead, Partial<Check>, ScopeResult]>([
    [
      'rows',
      answer(path, 200, 1),
      { state: 'passed', title: '`core.thing_0.read` works', evidence: '`GET /api/thing_0` 200, 1 row' },
      'works',
    ],
    [
      'an empty list',
      answer(path, 200, 0),
      { state: 'passed', title: '`core.thing_0.read` works, no data yet' },
      'works-no-data',
    ],
    ['an object', answer(path, 200, null), { state: 'passed', evidence: '`GET /api/thing_0` 200' }, 'works'],
    [
      '401',
      answer(path, 401),
      { state: 'failed', title: '`core.thing_0.read` failed: token rejected', code: 'token_rejected' },
      'failed',
    ],
    [
      '403',
      answer(path, 403),
      { state: 'limited', title: '`core.thing_0.read` was refused', code: 'scope_refused' },
      'refused',
    ],
    [
      '404',
      answer(path, 404),
      { state: 'limited', title: '`core.thing_0.read` could not be proven: module not there' },
      'failed',
    ],
    ['429', answer(path, 429), { state: 'limited', code: 'rate_limited' }, 'failed'],
    [
      '500',
      answer(path, 500),
      { state: 'limited', title: '`core.thing_0.read` could not be tried', code: 'endpoint_server_error' },
      'failed',
    ],
    [
      '418',
      answer(path, 418),
      { state: 'limited', title: '`core.thing_0.read` could not be tried' },
      'failed',
    ],
  ])('%s', async (_, read, expected, result) => {
    const { last, results } = await readAll({ readApi: async () => read });
    expect(last).toMatchObject({
      id: 'read:core.thing_0.read',
      group: 'reads',
      durationMs: 204,
      ...expected,
    });
    expect(last?.trace).toEqual(read.trace);
    expect(results.get('core.thing_0.read')).toBe(result);
  });

  test.each(['instance_timeout', 'instance_unreachable', 'answer_not_json'] as const)(
    '%s is told in its own words',
    async (code) => {
      const { last, results } = await readAll({ readApi: () => Promise.reject(failure(code, path)) });
      expect(last).toMatchObject({ state: 'limited', code, title: '`core.thing_0.read` could not be tried' });
      expect(last?.evidence).toMatch(/^`GET \/api\/thing_0`: \S/);
      expect(results.get('core.thing_0.read')).toBe('failed');
    },
  );

  test('a failure nobody foresaw is called internal and shows nothing of itself', async () => {
    const { last } = await readAll({ readApi: () => Promise.reject(new Error('unforeseen inside')) });
    expect(last).toMatchObject({ state: 'limited', code: 'internal' });
    expect(last?.evidence).not.toContain('unforeseen inside');
  });
});

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

describe('many reads', () => {
  test('sixty: never more than 20 in one second, in the planned order', async () => {
    const { calls } = await readAll({}, jobsOf(60));
    expect(calls).toHaveLength(60);
    expect(mostInOneSecond(calls.map(({ ms }) => ms))).toBe(20);
    expect(calls.map((call) => call.path)).toEqual(jobsOf(60).map((job) => job.path));
    expect(calls.at(-1)?.ms).toBeLessThanOrEqual(2000 * 1.5);
  });

  test('answers that are asked again stay inside the rate too', async () => {
    const limited = new Set<string>();
    const readApi = async (wanted: string) => {
      if (limited.has(wanted)) return answer(wanted, 200, 1);
      limited.add(wanted);
      return answer(wanted, 429);
    };
    const { calls, results } = await readAll({ readApi }, jobsOf(45));
    expect(mostInOneSecond(calls.map(({ ms }) => ms))).toBe(20);
    expect([...results.values()].every((result) => result === 'works')).toBe(true);
  });

  test('twenty take as long as the slowest of them', async () => {
    const clock = new MovedClock(NOW);
    const readApi = async (wanted: string) => {
      await clock.wait(wanted.endsWith('_7') ? 800 : 200);
      return answer(wanted, 200, 1);
    };
    await readAll({ readApi }, jobsOf(20), clock);
    expect(clock.now().getTime() - NOW.getTime()).toBeLessThanOrEqual(800 * 1.5);
  });

  test('two reports about one instance share its limit, two instances do not', async () => {
    const clock = new MovedClock(NOW);
    const [first, second, other] = await Promise.all([
      readAll({}, jobsOf(20), clock),
      readAll({}, jobsOf(20), clock),
      readAll({ instanceUrl: 'https://other.coupahost.com' }, jobsOf(20), clock),
    ]);
    expect(mostInOneSecond([...first.calls, ...second.calls].map(({ ms }) => ms))).toBe(20);
    expect(other.calls.every(({ ms }) => ms === 0)).toBe(true);
  });

  test('one path for two scopes is called once and settles both', async () => {
    const jobs = [{ path, scopes: ['core.a.read', 'core.b.read'] }];
    const { calls, results } = await readAll({}, jobs);
    expect(calls).toHaveLength(1);
    expect([...results]).toEqual([
      ['core.a.read', 'works'],
      ['core.b.read', 'works'],
    ]);
  });

  test('every read is running before it settles', async () => {
    const { checks } = await readAll({}, jobsOf(3));
    for (const { id } of checks) {
      expect(checks.filter((check) => check.id === id).map(({ state }) => state)).toEqual([
        'running',
        'passed',
      ]);
    }
  });

  test('a rejected token is not sent again for the reads still waiting', async () => {
    const { calls, results } = await readAll({ readApi: async (wanted) => answer(wanted, 401) }, jobsOf(50));
    expect(calls).toHaveLength(20);
    expect([...results.values()].filter((result) => result === 'not-tried')).toHaveLength(30);
  });
});
