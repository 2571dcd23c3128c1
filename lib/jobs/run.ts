import type { AuthorizeContext } from '@/lib/authorize/begin';

/** One run of a queue. */
export interface Run {
  context: AuthorizeContext;
  /** Aborted when the process ends: nothing new is taken up. */
  signal: AbortSignal;
  /** Asks other processes to join in. Does nothing in a run that was itself asked so. */
  askForHelp(): void;
}
