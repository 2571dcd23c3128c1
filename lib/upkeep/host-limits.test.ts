import { expect, test, vi } from 'vitest';
import { AppError, type ErrorCode } from '@/lib/errors';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { HandClock } from '@/test/authorization-server/hand-clock';

const [acme, beta] = ['https://acme.coupahost.com', 'https://beta.coupahost.com'];
const trace = { method: 'POST', url: acme, sent: {}, startedAt: '', durationMs: 1 } as const;
const failing =
  (code: ErrorCode, facts = {}) =>
  () =>
    Promise.reject(new AppError(code, { facts, trace }));

function limits() {
  const clock = new HandClock();
  const recovered: string[] = [];
  const onRecovered = async (origin: string) => void recovered.push(origin);
  const all = new HostLimits({ clock, random: () => 0.5, onRecovered });
  const fail = async (times: number, work = failing('endpoint_server_error')) => {
    for (let time = 0; time < times; time += 1) await all.run(acme, work).catch(() => undefined);
  };
  return { all, clock, recovered, fail };
}

test('two at a time at one instance, and each place for a tenth of a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  const { all } = limits();
  const done = Promise.withResolvers<void>();
  const first = all.run(acme, () => done.promise);
  const second = all.run(acme, async () => undefined);
  expect([all.hasRoom(acme), all.hasRoom(beta), all.closed()]).toEqual([false, true, [acme]]);
  await second;
  expect(all.hasRoom(acme)).toBe(false);
  const room = all.whenRoom();
  vi.advanceTimersByTime(100);
  await room;
  expect(all.hasRoom(acme)).toBe(true);
  done.resolve();
  await first;
  vi.useRealTimers();
});

test('five failures in a row, and it is left alone for a minute at most; the first success hastens its accounts', async () => {
  const { all, clock, recovered, fail } = limits();
  await fail(4);
  expect(all.isPaused(acme)).toBe(false);
  await fail(1);
  expect([all.isPaused(acme), all.isPaused(beta)]).toEqual([true, false]);
  await fail(20);
  clock.moveMs(60_000);
  expect(all.isPaused(acme)).toBe(false);
  await all.run(acme, async () => undefined);
  expect(recovered).toEqual([acme]);
});

test('Retry-After counts at once, for that instance only', async () => {
  const { all, clock, fail } = limits();
  await fail(1, failing('rate_limited', { retryAfterSeconds: 120 }));
  clock.moveMs(119_000);
  expect([all.isPaused(acme), all.isPaused(beta)]).toEqual([true, false]);
  clock.moveMs(10_000);
  expect(all.isPaused(acme)).toBe(false);
});

test('a clock that is set back ends what was waited for, and what comes after is counted anew', async () => {
  const { all, clock, fail } = limits();
  await fail(1, failing('rate_limited', { retryAfterSeconds: 120 }));
  clock.moveMs(-26 * 3_600_000);
  expect(all.isPaused(acme)).toBe(false);
  await fail(1, failing('rate_limited', { retryAfterSeconds: 120 }));
  clock.moveMs(130_000);
  expect(all.isPaused(acme)).toBe(false);
});

test('refused accounts and trouble of our own say nothing of an instance', async () => {
  const { all, fail } = limits();
  await fail(20, failing('invalid_client'));
  await fail(20, () => Promise.reject(new AppError('storage_full')));
  expect(all.isPaused(acme)).toBe(false);
});
