import type { Break, Broken, Unbroken } from '@/lib/audit/chain-event';
import { countOf, formatNumber } from '@/lib/coupa/marked';

const WORDS = {
  changed: 'It is not as it was written: somebody changed it, moved it or put it in.',
  missing: 'The line that belongs here is gone.',
  extra: 'It stands where no line can be, so this service did not write it.',
  head: 'The row that says where the log ends is not the one that was written last.',
  start: 'Older lines are gone, and it was not the retention time that took them.',
  anchor:
    'The noted line is not in this log, or no longer: the database was put back, or the line was old and deleted.',
} satisfies Record<Break, string>;

/** What a check has found, in two sentences. */
export const brokenWords = ({ at, reason }: Broken): string =>
  `The log does not fit at line ${formatNumber(at)}. ${WORDS[reason]}`;

export const unbrokenWords = ({ lines }: Pick<Unbroken, 'lines'>): string =>
  lines === 0 ? 'No line to check yet.' : `${countOf(lines, 'line')}, unbroken.`;

/** Null when there are none. */
export const notCoveredWords = ({ notCovered }: Pick<Unbroken, 'notCovered'>): string | null =>
  notCovered === 0
    ? null
    : `${countOf(notCovered, 'older line')} from before lines were chained: nothing proves them.`;

export const progressWords = (checked: number, of: number): string =>
  `${formatNumber(checked)} of ${countOf(of, 'line')} checked`;
