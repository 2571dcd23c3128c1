// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UpkeepView } from '@/lib/upkeep/view';
import { KeepFresh } from './keep-fresh';

const router = { refresh: vi.fn() };
vi.mock('next/navigation', () => ({ useRouter: () => router }));

const NOW = Date.parse('2026-11-24T10:00:00Z');
const inMs = (ms: number) => new Date(NOW + ms).toISOString();
const healthy: UpkeepView = {
  state: 'healthy',
  since: inMs(-3_600_000),
  reason: null,
  facts: {},
  failures: 0,
  nextTryAt: null,
  outcomeUnknownSince: null,
  lastRenewedAt: inMs(-3_600_000),
  lastProof: null,
  renewalDueAt: inMs(18 * 3_600_000),
};
const failing: UpkeepView = {
  ...healthy,
  state: 'degraded',
  reason: 'instance_timeout',
  failures: 1,
  nextTryAt: inMs(8000),
};

let answer: () => Response | Promise<Response>;
const fetched = vi.fn((_path: string) => answer());
const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.stubGlobal('fetch', fetched);
  fetched.mockClear();
  router.refresh.mockClear();
  answer = () => Response.json({ upkeep: healthy });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks every half minute while nothing is due, and renders nothing anew while nothing has changed', async () => {
  render(<KeepFresh accountId="a-1" shown={healthy} words="Healthy" />);
  await after(120_000);
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(Array(4).fill('/api/accounts/a-1/upkeep'));
  expect(router.refresh).not.toHaveBeenCalled();
});

it('looks a second after the next try, shows the page anew, and says the new state once', async () => {
  const { rerender } = render(<KeepFresh accountId="a-1" shown={failing} words="Degraded" />);
  expect(screen.getByRole('status').textContent).toBe('');
  await after(8000);
  expect(fetched).not.toHaveBeenCalled();
  await after(1000);
  expect(router.refresh).toHaveBeenCalledTimes(1);
  rerender(<KeepFresh accountId="a-1" shown={healthy} words="Healthy" />);
  expect(screen.getByRole('status').textContent).toBe('Upkeep: Healthy');
  await after(30_000);
  expect(router.refresh).toHaveBeenCalledTimes(1);
});

it('leaves the page as it is without an answer to go by, and goes on asking', async () => {
  render(
    <KeepFresh accountId="a-1" shown={{ ...failing, state: 'renewing', nextTryAt: null }} words="Renewing" />,
  );
  answer = () => Promise.reject(new TypeError('away'));
  await after(3000);
  answer = () => new Response('{}', { status: 503 });
  await after(3000);
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(router.refresh).not.toHaveBeenCalled();
  answer = () => Response.json({ upkeep: healthy });
  await after(3000);
  expect(router.refresh).toHaveBeenCalledTimes(1);
});

it('stops after half an hour without a touch, so that an idle session ends, and goes on with one', async () => {
  render(<KeepFresh accountId="a-1" shown={healthy} words="Healthy" />);
  await after(90 * 60_000);
  const asked = fetched.mock.calls.length;
  expect(asked).toBeLessThanOrEqual(61);
  await after(60 * 60_000);
  expect(fetched).toHaveBeenCalledTimes(asked);
  dispatchEvent(new Event('pointerdown'));
  await after(30_000);
  expect(fetched).toHaveBeenCalledTimes(asked + 1);
});

it('leaves no timer behind', () => {
  render(<KeepFresh accountId="a-1" shown={healthy} words="Healthy" />).unmount();
  expect(vi.getTimerCount()).toBe(0);
});
