import { type Accounts, MINUTE_MS } from './accounts.ts';
import type { Provider, Worker } from './lab.ts';
import type { Seen } from './worker/look.ts';

/** More steps than any back-off needs. */
const MOST_STEPS = 40;

/** Both clocks go on together, as one time does. */
export async function pass(provider: Provider, workers: Worker[], ms: number): Promise<void> {
  await Promise.all([provider.ask('moveClock', ms), ...workers.map((worker) => worker.ask('moveClock', ms))]);
}

/**
 * Lets time pass, step by step, until every account is well or waits for a person; resolves to how long that took. What a killed
 * process held is free from the start.
 */
export async function recover(provider: Provider, worker: Worker, accounts: Accounts): Promise<number> {
  await worker.ask('endLeases');
  let passedMs = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await worker.ask('round');
    const unsettled = (await accounts.look(worker)).filter(isUnsettled);
    if (unsettled.length === 0) return passedMs;
    await pass(provider, [worker], 15_000 + step * 5000);
    passedMs += 15_000 + step * 5000;
  }
  return passedMs;
}

const isUnsettled = ({ state, dueAt, isOverdue, isDeleted, isQuarantined }: Seen) =>
  (isOverdue || (state !== 'healthy' && dueAt !== null)) && !isDeleted && !isQuarantined;

/** Twenty-two hours on: every token has to be renewed. */
export const untilDue = (provider: Provider, workers: Worker[]) =>
  pass(provider, workers, 22 * 60 * MINUTE_MS);
