// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AccountStatusLine } from '@/components/wizard/account-status-line';
import type { AccountStatus } from '@/lib/accounts/view';
import type { UpkeepView } from '@/lib/upkeep/view';
import { UpkeepPart } from './upkeep-part';
import { tryWords } from './upkeep-words';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: vi.fn() }) }));

// Kathmandu, where tests are: 15:45.
const NOW = Date.parse('2026-11-24T10:00:00Z');
const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 24, hour, minute)).toISOString();
const proof = { method: 'GET', path: '/api/departments', status: 200, at: at(8) };
const status: AccountStatus = {
  kind: 'valid',
  needsPerson: false,
  step: null,
  since: at(0),
  renewal: null,
  proof,
};
const healthy: UpkeepView = {
  state: 'healthy',
  since: at(6),
  reason: null,
  facts: {},
  failures: 0,
  nextTryAt: null,
  outcomeUnknownSince: null,
  lastRenewedAt: at(6),
  lastProof: proof,
  renewalDueAt: at(23, 30),
};
const failing: UpkeepView = {
  ...healthy,
  state: 'degraded',
  since: at(9, 10),
  failures: 2,
  nextTryAt: at(10, 1),
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function told(upkeep: UpkeepView, parts: Partial<Parameters<typeof UpkeepPart>[0]> = {}): string {
  const account = { id: 'a-1', grantType: 'authorization_code' as const, status };
  const { container } = render(
    <UpkeepPart account={account} upkeep={upkeep} canRenew reason={null} {...parts} />,
  );
  const text = container.textContent ?? '';
  cleanup();
  return text;
}

it('tells a healthy account with its time, its next renewal and its proof', () => {
  const words = told(healthy);
  expect(words).toContain('Healthy since 11:45 today');
  expect(words).toContain('Next renewal05:15 tomorrow, in 13 h 30 min');
  expect(words).toContain('Last proofGET /api/departments 200 at 13:45 today, 2 h ago');
  expect(words).not.toContain('Failed so far');
});

it('tells a renewal that fails: since when, why, how often, and when it is tried again', () => {
  const words = told(failing, { reason: 'Coupa did not answer in time' });
  expect(words).toContain('Degraded: renewal failing since 14:55 today');
  expect(words).toContain('WhyCoupa did not answer in time. Who fixes it, and how');
  expect(words).toContain('2 tries since the last success');
  expect(words).toMatch(/Next try15:46 today, in 1 min 0 s/);
  expect(words).not.toContain('Next renewal');
});

it('says that a try is on its way, and that nothing more is tried once only a person can go on', () => {
  expect(told({ ...failing, state: 'renewing', since: at(9, 59), nextTryAt: null })).toMatch(
    /Renewing since 15:44 today, third try.*Next tryon its way now/,
  );
  expect(told({ ...failing, state: 'reauth_required', nextTryAt: null, renewalDueAt: null })).toMatch(
    /Needs re-authorization since.*Next trynone by itself: only a person can go on/,
  );
  expect(tryWords(12)).toBe('try 13');
});

it('explains an unknown outcome by what may have been lost', () => {
  const unknown = { ...failing, outcomeUnknownSince: at(9, 10) };
  const byCode = told(unknown);
  expect(byCode).toContain('The request left at 14:55 today and no whole answer came back.');
  expect(byCode).toContain('Coupa may have replaced the refresh token');
  const account = { id: 'a-1', grantType: 'client_credentials' as const, status };
  expect(told(unknown, { account })).toContain('Nothing is lost');
});

it('promises no renewal where only a person brings the next token', () => {
  const words = told(healthy, { canRenew: false });
  expect(words).toMatch(/^UpkeepNot renewed by itselfThe next token needs a person/);
  expect(words).not.toContain('Next renewal');
  const left = told({ ...failing, failures: 1 }, { canRenew: false });
  expect(left).toContain('Failed so farone try');
  expect(left).not.toContain('Next try');
});

it('says in one line of the list until when a token lives and how its renewal goes', () => {
  const line = (changes: Partial<AccountStatus>) => {
    render(
      <AccountStatusLine
        facts={{ status: { ...status, ...changes }, obtainedAt: at(6), expiresAt: at(20) }}
      />,
    );
    const words = screen.getAllByText(/./, { selector: 'p' }).map(({ textContent }) => textContent);
    cleanup();
    return words.join(' | ');
  };
  const renewal = { state: 'failing', since: at(9, 10), nextTryAt: at(10, 1), failures: 2 } as const;
  expect(line({})).toBe(
    'Valid until 01:45 tomorrow | Renewed 11:45 today. Last proved by GET /api/departments 200 at 13:45 today.',
  );
  expect(line({ renewal })).toBe(
    'Valid until 01:45 tomorrow, renewal failing since 14:55 today | Renewed 11:45 today. Next try at 15:46 today. Last proved by GET /api/departments 200 at 13:45 today.',
  );
  expect(line({ kind: 'reauth-required', since: at(9) })).toBe(
    'Needs re-authorization since 14:45 today | Somebody signs in to Coupa again. The token in use ends at 01:45 tomorrow.',
  );
});
