import { log } from '@/lib/log';

const EVERY_MS = 60_000;

/** Logs the first of a kind of trouble, and then one a minute: a database that is away is told of once, not at every try. */
export function quietly(event: string): (error: unknown) => void {
  let nextMs = 0;
  return (error) => {
    if (performance.now() < nextMs) return;
    nextMs = performance.now() + EVERY_MS;
    log.warn(event, { error: error instanceof Error ? error : null });
  };
}
