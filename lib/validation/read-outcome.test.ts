import { describe, expect, test } from 'vitest';
import type { ApiRead } from '@/lib/oauth/api-read';
import type { Check, ScopeResult } from '@/lib/validation/report';
import { readAll } from '@/lib/validation/testing/read-all';
import { answer, failure } from '@/lib/validation/testing/samples';

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
