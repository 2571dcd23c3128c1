import type { Trace } from '@/lib/errors';
import type { Clock } from '@/lib/oauth/types';

/** Writes the trace of one request while it runs. */
export class RequestRecord {
  readonly #clock: Clock;
  readonly #startedAt: Date;
  #known: Omit<Trace, 'durationMs'>;

  constructor(clock: Clock, request: Pick<Trace, 'method' | 'url' | 'sent'>) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#known = { ...request, startedAt: this.#startedAt.toISOString() };
  }

  /** The status line and headers are there. `date`: the header of that name. */
  noteAnswer(status: number, date: string | undefined) {
    const serverMs = Date.parse(date ?? '');
    const middleMs = this.#startedAt.getTime() + this.#durationMs() / 2;
    // The header counts whole seconds, so on average it is half a second behind.
    const clockAheadSeconds = Math.round((serverMs + 500 - middleMs) / 100) / 10;
    this.#known = { ...this.#known, status, ...(!Number.isNaN(serverMs) && { clockAheadSeconds }) };
  }

  /** The trace up to now. */
  trace = (): Trace => ({ ...this.#known, durationMs: this.#durationMs() });

  #durationMs = () => this.#clock.now().getTime() - this.#startedAt.getTime();
}
