import { expect, it } from 'vitest';
import type { Check, Report, ScopeOutcome } from '@/lib/validation/report';
import { grantSentence, shownResult } from './scope-results';

const outcome = (requested: boolean, granted: boolean | null, scope = 'core.item.read'): ScopeOutcome => ({
  scope,
  requested,
  granted,
  result: 'not-tried',
});

const reportWith = (checks: Pick<Check, 'id' | 'state'>[], endedAt: string | null = null) =>
  ({ checks, endedAt }) as Report;

it('says what is missing and what is too much', () => {
  const both = [outcome(true, true), outcome(true, false), outcome(false, true)];
  expect(grantSentence(both)).toBe(
    'One requested scope is missing, and one is granted that nobody asked for.',
  );
  expect(grantSentence([outcome(true, false), outcome(true, false)])).toBe('2 requested scopes are missing.');
  expect(grantSentence([outcome(false, true)])).toBe('One is granted that nobody asked for.');
  expect(grantSentence([outcome(true, true)])).toBe('Every requested scope is granted, and no other.');
  expect(grantSentence([outcome(true, null)])).toContain('does not name its scopes');
});

it('shows how far the read of a scope is until the report has ended', () => {
  const scope = outcome(true, true);
  expect(shownResult(scope, reportWith([]), true)).toBe('waiting');
  expect(shownResult(scope, reportWith([]), false)).toBe('cancelled');
  expect(shownResult(scope, reportWith([{ id: 'read:core.item.read', state: 'running' }]), true)).toBe(
    'running',
  );
  expect(shownResult(scope, reportWith([{ id: 'read:core.item.read', state: 'running' }]), false)).toBe(
    'cancelled',
  );
  expect(shownResult(scope, reportWith([{ id: 'read:core.item.read', state: 'passed' }]), true)).toBe(
    'works',
  );
  expect(shownResult(scope, reportWith([{ id: 'write:core.item.read', state: 'not-tried' }]), true)).toBe(
    'not-tried',
  );
  expect(shownResult(scope, reportWith([], '2026-02-02T14:18:30.000Z'), false)).toBe('not-tried');
});
