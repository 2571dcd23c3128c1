import type { Clock } from '@/lib/oauth/types';
import { Heap } from './heap.ts';

const drain = setImmediate;

/** Time that goes from one event to the next. While it is in force the process's timers and its stopwatch follow it. */
export class VirtualTime implements Clock {
  #nowMs: number;
  readonly #events = new Heap<() => void>();

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs() {
    return this.#nowMs;
  }

  now = () => new Date(this.#nowMs);

  wait = (ms: number): Promise<void> => new Promise((resolve) => this.at(this.#nowMs + ms, resolve));

  at(ms: number, run: () => void) {
    this.#events.push(Math.max(ms, this.#nowMs), run);
  }

  async runUntil(endMs: number): Promise<void> {
    const real = { setTimeout: globalThis.setTimeout, now: performance.now };
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms: number) => {
        this.at(this.#nowMs + ms, run);
        return { unref: () => undefined };
      },
    });
    performance.now = () => this.#nowMs;
    try {
      while ((this.#events.peekKey() ?? endMs) < endMs) {
        this.#nowMs = this.#events.peekKey() ?? endMs;
        this.#events.pop()?.();
        // Whatever was waiting for that goes on before the next event.
        await new Promise<void>((resolve) => drain(resolve));
      }
    } finally {
      globalThis.setTimeout = real.setTimeout;
      performance.now = real.now;
    }
  }
}
