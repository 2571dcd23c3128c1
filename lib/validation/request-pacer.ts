import type { Clock } from '@/lib/oauth/types';

const WINDOW_MS = 1000;

/**
 * Lets at most `perSecond` requests start in any one second, the first ones at once: Coupa allows
 * 25 a second and bursts of 20. Turns are given in the order they are asked for.
 */
export class RequestPacer {
  readonly #clock: Clock;
  readonly #perSecond: number;
  /** When the last `perSecond` turns start, oldest first; some may lie ahead. */
  #turns: number[] = [];
  #pausedUntil = 0;

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Resolves when the caller may send one request. Rejects when the signal is aborted. */
  async takeTurn(signal: AbortSignal): Promise<void> {
    do {
      signal.throwIfAborted();
      const waitMs = this.#reserve() - this.#nowMs();
      if (waitMs > 0) await this.#clock.wait(waitMs, signal);
    } while (this.#nowMs() < this.#pausedUntil);
  }

  /** Holds every turn back, also those already promised: a limit applies to all requests alike. */
  pauseFor(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#nowMs() + ms);
  }

  #reserve(): number {
    const isFull = this.#turns.length >= this.#perSecond;
    const free = isFull ? (this.#turns[0] ?? 0) + WINDOW_MS : 0;
    const turn = Math.max(this.#nowMs(), this.#pausedUntil, free, this.#turns.at(-1) ?? 0);
    this.#turns = [...this.#turns, turn].slice(-this.#perSecond);
    return turn;
  }

  #nowMs = () => this.#clock.now().getTime();
}
