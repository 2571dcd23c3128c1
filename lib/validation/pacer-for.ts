import { PROBE_REQUESTS_PER_SECOND } from '@/lib/coupa/rules';
import type { Clock } from '@/lib/oauth/types';
import { processWide } from '@/lib/process-wide';
import { RequestPacer } from '@/lib/validation/request-pacer';

type PacersByOrigin = Map<string, RequestPacer>;

/** One pacer for an instance and a clock: two reports about the same instance share its limit. */
export function pacerFor(origin: string, clock: Clock): RequestPacer {
  const byClock = processWide('read-pacers', () => new WeakMap<Clock, PacersByOrigin>());
  const byOrigin = byClock.get(clock) ?? new Map();
  byClock.set(clock, byOrigin);
  const pacer = byOrigin.get(origin) ?? new RequestPacer(clock, PROBE_REQUESTS_PER_SECOND);
  byOrigin.set(origin, pacer);
  return pacer;
}
