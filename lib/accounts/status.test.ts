import { describe, expect, it } from 'vitest';
import { statusOf } from './status';

const hour = (number: number) => new Date(Date.UTC(2026, 10, 24, number));
const NOW = hour(12);
const upkeep = {
  state: 'healthy' as const,
  since: hour(1),
  dueAt: hour(20),
  failures: 0,
  leaseUntil: null,
  attemptAt: null,
};
const inUse = {
  now: NOW,
  finishedForms: 4,
  hasCurrentToken: true,
  verdict: 'validated' as const,
  expiresAt: hour(23),
  rejectedAt: null,
  quarantinedAt: null,
  appliedAt: hour(0),
  deletedAt: null,
  updatedAt: hour(0),
  upkeep,
};
type Facts = Parameters<typeof statusOf>[0];
type Upkeep = NonNullable<Facts['upkeep']>;
const failed = (state: Upkeep['state'], more: Partial<Upkeep> = {}): Partial<Facts> => ({
  upkeep: { ...upkeep, state, since: hour(9), failures: 2, dueAt: hour(13), ...more },
});
const of = (facts: Partial<Facts>) => statusOf({ ...inUse, ...facts });

describe('one state from the facts of a row, the worst first', () => {
  const isOver = { expiresAt: hour(11) };
  it.each<[string, Partial<Facts>, string, boolean]>([
    ['in order', {}, 'valid', false],
    ['before the first renewal', { upkeep: null }, 'valid', false],
    ['a renewal put off', failed('degraded'), 'valid', false],
    ['a renewal put off, the token over', { ...failed('degraded'), ...isOver }, 'expired', true],
    ['Coupa refuses the refresh token', failed('reauth_required', { dueAt: null }), 'reauth-required', true],
    ['the same, the token over', { ...failed('reauth_required'), ...isOver }, 'reauth-required', true],
    ['Coupa refuses the client', failed('credentials_rejected'), 'rejected', true],
    ['the same, noted with the account', { rejectedAt: hour(8) }, 'rejected', true],
    ['Coupa refuses what is asked for', failed('config_error'), 'config-error', true],
    [
      'limits besides a refusal',
      { ...failed('config_error'), verdict: 'validated-with-limits' },
      'config-error',
      true,
    ],
    ['limits alone', { verdict: 'validated-with-limits' }, 'limited', true],
    [
      'not applied yet, whatever upkeep says',
      { ...failed('reauth_required'), appliedAt: null },
      'setting-up',
      false,
    ],
    ['put aside', { ...failed('reauth_required'), quarantinedAt: hour(10) }, 'quarantined', true],
    ['deleted', { ...failed('reauth_required'), deletedAt: hour(10) }, 'deleted', false],
  ])('%s', (_, facts, kind, needsPerson) => {
    expect(of(facts)).toMatchObject({ kind, needsPerson });
  });
});

it('says since when a person is needed, and since when a renewal fails', () => {
  expect(of(failed('reauth_required')).since).toBe(hour(9).toISOString());
  expect(of({ rejectedAt: hour(8), ...failed('credentials_rejected') }).since).toBe(hour(8).toISOString());
  expect(of({}).renewal).toBeNull();
  expect(of(failed('degraded')).renewal).toEqual({
    state: 'failing',
    since: hour(9).toISOString(),
    nextTryAt: hour(13).toISOString(),
    failures: 2,
  });
  const onItsWay = failed('degraded', { leaseUntil: hour(13), attemptAt: hour(11) });
  expect(of(onItsWay).renewal).toMatchObject({
    state: 'renewing',
    since: hour(11).toISOString(),
    nextTryAt: null,
  });
  const first = { upkeep: { ...upkeep, leaseUntil: hour(13), attemptAt: hour(12) } };
  expect(of(first).renewal).toMatchObject({ state: 'renewing', failures: 0 });
  expect(of({ ...failed('degraded'), appliedAt: null }).renewal).toBeNull();
});
