import { expect, it } from 'vitest';
import { toUpkeepView } from './view';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute));
const NOW = at(30);
const row = {
  state: 'healthy' as const,
  since: at(0),
  reason: null,
  facts: {},
  dueAt: at(50),
  failures: 0,
  leaseUntil: null,
  attemptAt: null,
  outcomeUnknownAt: null,
  renewedAt: at(1),
  proof: { method: 'GET', path: '/api/departments', status: 200, at: at(2).toISOString() },
};
const failing = { ...row, state: 'degraded' as const, reason: 'instance_timeout' as const, failures: 2 };

it('tells a healthy row with the very instant at which it is renewed', () => {
  expect(toUpkeepView(row, NOW)).toEqual({
    state: 'healthy',
    since: '2026-11-24T09:00:00.000Z',
    reason: null,
    facts: {},
    failures: 0,
    nextTryAt: null,
    outcomeUnknownSince: null,
    lastRenewedAt: '2026-11-24T09:01:00.000Z',
    lastProof: row.proof,
    renewalDueAt: '2026-11-24T09:50:00.000Z',
  });
  expect(toUpkeepView(null, NOW)).toBeNull();
});

it.each([
  ['failing', failing, { state: 'degraded', nextTryAt: at(50).toISOString(), failures: 2 }],
  [
    'on its way, since it left',
    { ...failing, leaseUntil: at(31), attemptAt: at(29) },
    { state: 'renewing', since: at(29).toISOString(), nextTryAt: null, failures: 2 },
  ],
  [
    'left behind by a process that died',
    { ...failing, leaseUntil: at(29), attemptAt: at(28) },
    { state: 'degraded' },
  ],
  [
    'refused for good: nothing is tried by itself',
    { ...failing, state: 'reauth_required' as const, dueAt: null },
    { state: 'reauth_required', nextTryAt: null, renewalDueAt: null },
  ],
  [
    'without a known outcome',
    { ...failing, outcomeUnknownAt: at(12) },
    { outcomeUnknownSince: '2026-11-24T09:12:00.000Z' },
  ],
])('a row that is %s', (_, given, told) => {
  expect(toUpkeepView(given, NOW)).toMatchObject(told);
});
