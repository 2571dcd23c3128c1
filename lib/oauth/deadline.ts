import type { Clock } from '@/lib/oauth/types';

export interface Deadline {
  /** Aborts when the time is over, or when the caller's own signal does. */
  signal: AbortSignal;
  isOver(): boolean;
  /** To be called when the work is done, so that no timer stays behind. */
  end(): void;
}

/** One limit for a whole piece of work, in milliseconds from now. */
export function startDeadline(clock: Clock, ms: number, signal?: AbortSignal): Deadline {
  const over = new AbortController();
  const done = new AbortController();
  clock.wait(ms, done.signal).then(
    () => over.abort(new Error('The deadline is over')),
    () => undefined,
  );
  return {
    signal: signal ? AbortSignal.any([over.signal, signal]) : over.signal,
    isOver: () => over.signal.aborted,
    end: () => done.abort(),
  };
}
