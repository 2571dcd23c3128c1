import type { StreamState } from '@/components/wizard/use-report-stream';
import type { Check } from '@/lib/validation/report';

export const isOpen = ({ state }: Check) => state === 'waiting' || state === 'running';

/** "12 of 13 checks done, 2 of them not tried". */
export function progressWords(checks: readonly Check[], planned: number): string {
  const done = checks.filter((check) => !isOpen(check)).length;
  const total = Math.max(planned, checks.length);
  const notTried = checks.filter(({ state }) => state === 'not-tried').length;
  if (total === 1) return done === 1 ? 'The one check is done' : 'One check is running';
  const count = done === total ? `All ${total}` : `${done} of ${total}`;
  const also = notTried > 0 ? `, ${notTried} of them not tried` : '';
  return `${count} checks done${also}`;
}

const CUT_OFF: Partial<Record<StreamState, string>> = {
  cancelled: 'Cancelled before the answer',
  lost: 'The connection to this service was lost before the answer',
};

/** Once nothing runs, no check may look as if it did: what was under way settles as not tried. */
export function settleOpenChecks(checks: readonly Check[], state: StreamState): Check[] {
  if (state === 'running') return [...checks];
  const evidence = CUT_OFF[state] ?? 'Not answered';
  return checks.map((check) => (isOpen(check) ? { ...check, state: 'not-tried', evidence } : check));
}
