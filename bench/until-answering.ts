import { setTimeout as wait } from 'node:timers/promises';

/** Asks every few milliseconds until the address answers 200, for at most 30 seconds. */
export async function untilAnswering(url: string, everyMs = 10): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await wait(everyMs);
  }
  throw new Error(`${url} did not answer 200 in 30 seconds`);
}
