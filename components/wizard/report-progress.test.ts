import { expect, it } from 'vitest';
import type { Check, CheckState } from '@/lib/validation/report';
import { progressWords, settleOpenChecks } from './report-progress';

const check = (id: string, state: CheckState): Check => ({
  id,
  group: 'reads',
  title: id,
  state,
  evidence: null,
  startedAt: '2026-02-02T14:18:03.000Z',
  durationMs: null,
});
const checks = [check('a', 'passed'), check('b', 'not-tried'), check('c', 'running'), check('d', 'waiting')];

it('counts what has settled against what is planned', () => {
  expect(progressWords(checks, 5)).toBe('2 of 5 checks done, 1 of them not tried');
  expect(progressWords([check('a', 'failed')], 1)).toBe('The one check is done');
  expect(progressWords(checks.slice(0, 2), 0)).toBe('All 2 checks done, 1 of them not tried');
});

it('leaves no check turning when nothing runs', () => {
  expect(settleOpenChecks(checks, 'running').map(({ state }) => state)).toEqual(
    checks.map(({ state }) => state),
  );
  const settled = settleOpenChecks(checks, 'cancelled');
  expect(settled.map(({ state }) => state)).toEqual(['passed', 'not-tried', 'not-tried', 'not-tried']);
  expect(settled[2]?.evidence).toBe('Cancelled before the answer');
  expect(settleOpenChecks(checks, 'lost')[3]?.evidence).toContain('connection to this service was lost');
});
