import { expect, test } from 'vitest';
import { systemClock } from '@/lib/oauth/system-clock';

test('tells the time of this machine', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
});

test('a wait that is over resolves, one that is called off rejects with the caller’s reason', async () => {
  await systemClock.wait(0);
  const stop = new AbortController();
  const reason = new Error('called off');
  const waiting = systemClock.wait(60_000, stop.signal);
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(systemClock.wait(60_000, stop.signal)).rejects.toBe(reason);
});
