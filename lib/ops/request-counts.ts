import { processWide } from '../process-wide.ts';

/**
 * How many requests were answered, by route. scripts/serve counts them before Next is there, and the metrics take them from
 * here, so this file imports nothing that plain Node cannot find. Routes are patterns and never addresses: there are few.
 */
export interface RequestCount {
  route: string;
  method: string;
  status: number;
  requests: number;
  seconds: number;
}

const counts = () => processWide('request-counts', () => new Map<string, RequestCount>());

export function countRequest(seen: Omit<RequestCount, 'requests'>): void {
  const { route, method, status, seconds } = seen;
  const key = `${method} ${status} ${route}`;
  const before = counts().get(key) ?? { ...seen, requests: 0, seconds: 0 };
  counts().set(key, { ...before, requests: before.requests + 1, seconds: before.seconds + seconds });
}

/** What came since it was last taken. */
export function takeRequestCounts(): RequestCount[] {
  const taken = [...counts().values()];
  counts().clear();
  return taken;
}
