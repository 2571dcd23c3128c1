import type { Clock } from '@/lib/oauth/types';

interface Waiting {
  dueMs: number;
  resolve(): void;
}

/** A clock that stands still until a test moves it. */
export class HandClock implements Clock {
  #nowMs: number;
  #waiting = new Set<Waiting>();

  constructor(start: Date | string = '2026-11-24T10:00:00Z') {
    this.#nowMs = new Date(start).getTime();
  }

  now = () => new Date(this.#nowMs);

  wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const waiting = { dueMs: this.#nowMs + ms, resolve };
      this.#waiting.add(waiting);
      signal?.addEventListener('abort', () => {
        this.#waiting.delete(waiting);
        reject(signal.reason);
      });
    });

  /** How many are waiting: a finished request leaves no timer behind. */
  get waiting() {
    return this.#waiting.size;
  }

  moveMs(ms: number) {
    this.#nowMs += ms;
    for (const waiting of this.#waiting) {
      if (waiting.dueMs > this.#nowMs) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }
}
