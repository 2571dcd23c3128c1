import { describe, expect, test } from 'vitest';
import { MovedClock } from '@/lib/validation/testing/moved-clock';
import { runValidation } from '@/lib/validation/testing/run-validation';
import { answer, NOW, sampleInput, secondsFrom, tokenWith } from '@/lib/validation/testing/samples';
import { validateToken } from '@/lib/validation/validate-token';

/** Every answer takes this long, and an aborted one ends at once. */
const slowly = (clock: MovedClock, ms: number) => async (path: string, signal: AbortSignal) => {
  await clock.wait(ms, signal);
  return answer(path, 200, 1);
};

describe('validateToken', () => {
  test('a good token: started, every check settled, ended', async () => {
    const { events, report, plannedChecks } = await runValidation(sampleInput());
    expect(report).toMatchObject({
      id: 'report-1',
      accountId: 'account-1',
      verdict: 'validated',
      cancelled: false,
    });
    expect(report.checks).toHaveLength(plannedChecks);
    expect(report.checks.some(({ state }) => state === 'running' || state === 'waiting')).toBe(false);
    expect(report.scopes.map(({ result }) => result)).toEqual(['works', 'works']);
    expect(events[0]).toMatchObject({
      type: 'started',
      report: { endedAt: null, verdict: null, checks: [] },
    });
  });

  test('the token itself is in no event', async () => {
    const input = sampleInput();
    const { events } = await runValidation(input);
    expect(JSON.stringify(events)).not.toContain(input.accessToken.slice(0, 20));
  });

  test('writes, identity scopes and reads without a probe are listed and not called', async () => {
    const called: string[] = [];
    const readApi = async (path: string) => {
      called.push(path);
      return answer(path, 200, 1);
    };
    const requestedScopes = [
      'core.common.read',
      'core.invoice.write',
      'core.unheard_of.read',
      'email',
      'openid',
    ];
    const { check, report } = await runValidation(sampleInput({ requestedScopes, readApi }));
    expect(called).toEqual(['/api/departments?limit=1&return_object=limited']);
    expect(check('write:core.invoice.write')).toMatchObject({
      group: 'writes',
      state: 'not-tried',
      title: '`core.invoice.write` granted, not tried',
    });
    expect(check('read:core.unheard_of.read').evidence).toBe('No cheap read is known');
    expect(check('identity-scopes').title).toBe('`email` and `openid`: nothing to read');
    expect(report.scopes.map(({ result }) => result)).toEqual([
      'works',
      'not-tried',
      'no-probe',
      'not-tried',
      'not-tried',
    ]);
  });

  test('reads what is granted, not what was requested', async () => {
    const accessToken = tokenWith(['core.common.read', 'core.item.read']);
    const { report } = await runValidation(sampleInput({ accessToken }));
    expect(report.scopes.map(({ scope, result }) => [scope, result])).toEqual([
      ['core.common.read', 'works'],
      ['core.invoice.read', 'missing'],
      ['core.item.read', 'more-than-asked'],
    ]);
    expect(report.checks.filter(({ group }) => group === 'reads').map(({ id }) => id)).toEqual([
      'read:core.common.read',
      'read:core.item.read',
    ]);
  });

  test('reads what was requested when the token does not say', async () => {
    const { report } = await runValidation(sampleInput({ accessToken: 'a'.repeat(64) }));
    expect(report.scopes).toContainEqual({
      scope: 'core.common.read',
      requested: true,
      granted: null,
      result: 'works',
    });
    expect(report.verdict).toBe('validated');
  });

  test('an expired token is not sent anywhere', async () => {
    const readApi = () => Promise.reject(new Error('called'));
    const { report, plannedChecks } = await runValidation(sampleInput({ readApi, expiresAt: NOW }));
    expect(report.verdict).toBe('not-validated');
    expect(report.checks).toHaveLength(plannedChecks);
    expect(report.scopes.every(({ result }) => result === 'not-tried')).toBe(true);
  });
});

describe('the five seconds before the first call', () => {
  async function firstCallAfter(ageSeconds: number) {
    const calls: number[] = [];
    const clock = new MovedClock(NOW);
    const readApi = async (path: string) => {
      calls.push(clock.now().getTime() - NOW.getTime());
      return answer(path, 200, 1);
    };
    const input = sampleInput({ clock, readApi, obtainedAt: secondsFrom(NOW, -ageSeconds) });
    const { report } = await runValidation(input);
    return { firstMs: Math.min(...calls), wait: report.checks.find(({ id }) => id === 'activation-wait') };
  }

  test('a new token waits, visibly', async () => {
    const { firstMs, wait } = await firstCallAfter(0);
    expect(firstMs).toBe(5000);
    expect(wait).toMatchObject({ group: 'reads', state: 'passed', durationMs: 5000 });
  });

  test('a token of two seconds waits three more', async () => {
    expect((await firstCallAfter(2)).firstMs).toBe(3000);
  });

  test('an older token does not wait and has no line about it', async () => {
    expect(await firstCallAfter(5)).toEqual({ firstMs: 0, wait: undefined });
  });

  test('nothing to read, nothing to wait for', async () => {
    const { report } = await runValidation(
      sampleInput({ obtainedAt: NOW, requestedScopes: ['core.invoice.write'] }),
    );
    expect(report.checks.map(({ id }) => id)).not.toContain('activation-wait');
    expect(report.verdict).toBe('validated-with-limits');
  });
});

describe('cancelling', () => {
  test('while reads run: they settle as cancelled and the report still ends', async () => {
    const clock = new MovedClock(NOW);
    const stop = new AbortController();
    const input = sampleInput({ clock, signal: stop.signal, readApi: slowly(clock, 60_000) });
    const { report, plannedChecks } = await runValidation(input, (event) => {
      if (event.type === 'check' && event.check.id === 'read:core.invoice.read') stop.abort();
    });
    expect(report).toMatchObject({ cancelled: true, verdict: null });
    expect(report.checks).toHaveLength(plannedChecks);
    expect(report.scopes.map(({ result }) => result)).toEqual(['cancelled', 'cancelled']);
    expect(report.checks.filter(({ group }) => group === 'reads').map(({ state }) => state)).toEqual([
      'not-tried',
      'not-tried',
    ]);
  });

  test('while waiting: nothing is called', async () => {
    const stop = new AbortController();
    const readApi = () => Promise.reject(new Error('called'));
    const { report, check } = await runValidation(
      sampleInput({ signal: stop.signal, readApi, obtainedAt: NOW }),
      (event) => {
        if (event.type === 'check' && event.check.id === 'activation-wait') stop.abort();
      },
    );
    expect(check('activation-wait')).toMatchObject({ state: 'not-tried', evidence: 'Cancelled' });
    expect(report).toMatchObject({ cancelled: true, verdict: null });
    expect(report.scopes.every(({ result }) => result === 'cancelled')).toBe(true);
  });

  test('a signal that comes after everything was seen changes nothing', async () => {
    const stop = new AbortController();
    const { report } = await runValidation(sampleInput({ signal: stop.signal }), (event) => {
      if (event.type === 'ended') stop.abort();
    });
    expect(report).toMatchObject({ cancelled: false, verdict: 'validated' });
  });

  test('a reader who leaves stops the requests', async () => {
    const clock = new MovedClock(NOW);
    const signals: AbortSignal[] = [];
    const readApi = (path: string, signal: AbortSignal) => {
      signals.push(signal);
      return slowly(clock, 60_000)(path, signal);
    };
    for await (const event of validateToken(sampleInput({ clock, readApi }))) {
      if (event.type === 'check' && event.check.group === 'reads') break;
    }
    expect(signals.length).toBeGreaterThan(0);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});
