import { describe, expect, test } from 'vitest';
import { MovedClock } from '@/lib/validation/testing/moved-clock';
import { jobsOf, readAll } from '@/lib/validation/testing/read-all';
import { answer, mostInOneSecond, NOW } from '@/lib/validation/testing/samples';

const path = '/api/thing_0';

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
