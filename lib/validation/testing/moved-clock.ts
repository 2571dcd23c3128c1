import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@/lib/oauth/types';

interface Timer {
  dueMs: number;
  fire: () => void;
}

/** A clock that jumps to the next timer as soon as nothing else is left to do: hours pass in milliseconds, in the right order. */
export class MovedClock implements Clock {
  #nowMs: number;
  #timers: Timer[] = [];
  #isTurning = false;
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];

  constructor(start: Date) {
    this.#nowMs = start.getTime();
  }

  now = () => new Date(this.#nowMs);

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(ms);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = { dueMs: this.#nowMs + ms, fire: resolve };
    const stop = () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    this.#timers.push(timer);
    void this.#turn();
    await promise.finally(() => signal?.removeEventListener('abort', stop));
  }

  async #turn() {
    if (this.#isTurning) return;
    this.#isTurning = true;
    while (this.#timers.length > 0) {
      await setImmediate();
      const [next] = this.#timers.toSorted((a, b) => a.dueMs - b.dueMs);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.fire();
    }
    this.#isTurning = false;
  }
}
