import { setTimeout } from 'node:timers/promises';
import type { Clock } from '@/lib/oauth/types';

/** The machine's clock, set forward or back, whose waits can be made shorter: ten seconds of silence need not take ten. */
export class OffsetClock implements Clock {
  offsetMs: number;
  haste: number;

  constructor(offsetMs: number, haste: number) {
    this.offsetMs = offsetMs;
    this.haste = haste;
  }

  now = () => new Date(Date.now() + this.offsetMs);

  async wait(ms: number, signal?: AbortSignal) {
    await setTimeout(ms / this.haste, undefined, { signal }).catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    });
  }
}
