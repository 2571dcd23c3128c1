import { setTimeout } from 'node:timers/promises';
import type { Clock } from '@/lib/oauth/types';

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  async wait(ms, signal) {
    // Node wraps an abort in an error of its own; callers are promised the signal's reason.
    await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    });
  },
};
