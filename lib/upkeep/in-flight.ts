import { processWide } from '@/lib/process-wide';

/** One piece of work at a time for each key in the whole process; whoever comes meanwhile gets the same outcome. */
export function inFlight<T>(name: string, key: string, work: () => Promise<T>): Promise<T> {
  const running = processWide(`in-flight.${name}`, () => new Map<string, Promise<unknown>>());
  const before = running.get(key) as Promise<T> | undefined;
  if (before) return before;
  const promise = work().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}
