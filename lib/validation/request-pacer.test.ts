import { describe, expect, test } from 'vitest';
import { RequestPacer } from '@/lib/validation/request-pacer';
import { MovedClock } from '@/lib/validation/testing/moved-clock';
import { mostInOneSecond, NOW } from '@/lib/validation/testing/samples';

const never = new AbortController().signal;

async function startsOf(pacer: RequestPacer, clock: MovedClock, count: number): Promise<number[]> {
  const starts: number[] = [];
  const start = async () => {
    await pacer.takeTurn(never);
    starts.push(clock.now().getTime() - NOW.getTime());
  };
  await Promise.all(Array.from({ length: count }, start));
  return starts;
}

describe('RequestPacer', () => {
  test('lets twenty start at once and never more in any second', async () => {
    const clock = new MovedClock(NOW);
    const starts = await startsOf(new RequestPacer(clock, 20), clock, 60);
    expect(starts.filter((ms) => ms === 0)).toHaveLength(20);
    expect(mostInOneSecond(starts)).toBe(20);
    expect(starts.at(-1)).toBe(2000);
  });

  test('a pause holds back turns that were already promised', async () => {
    const clock = new MovedClock(NOW);
    const pacer = new RequestPacer(clock, 2);
    const starts = startsOf(pacer, clock, 6);
    pacer.pauseFor(10_000);
    expect((await starts).slice(2)).toEqual([10_000, 10_000, 11_000, 11_000]);
  });

  test('an aborted turn rejects with the reason and does not block the next', async () => {
    const clock = new MovedClock(NOW);
    const pacer = new RequestPacer(clock, 1);
    const stop = new AbortController();
    await pacer.takeTurn(never);
    const waiting = pacer.takeTurn(stop.signal);
    stop.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    await pacer.takeTurn(never);
    expect(clock.now().getTime() - NOW.getTime()).toBe(2000);
  });
});
