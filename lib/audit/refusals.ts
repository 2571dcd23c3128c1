import { recordEventAlone } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { processWide } from '@/lib/process-wide';

const MINUTE_MS = 60_000;
/** A person who clicks meets few; a script that tries every address must not fill the log. */
export const REFUSALS_A_MINUTE = 20;
const MAX_SUBJECTS = 10_000;

interface Refused {
  method: string;
  /** Without its query, which may carry anything. */
  path: string;
  /** Code of the error that was answered. */
  code: string;
  /** Where somebody unknown came from. */
  address?: string;
}

/**
 * One line for a request that was refused because of who asked: at most 20 a minute for each person, key or address.
 * The last of them says so.
 */
export async function recordRefusal(
  store: Store,
  by: Actor | null,
  refused: Refused,
  now: Date,
): Promise<void> {
  const { method, path, code, address } = refused;
  const count = countOne(by?.apiKey?.id ?? by?.id ?? address ?? '', now);
  if (count > REFUSALS_A_MINUTE) return;
  await recordEventAlone(store, {
    kind: 'access_refused',
    by,
    ...(address !== undefined && { address }),
    result: 'refused',
    facts: { method, path, code, ...(count === REFUSALS_A_MINUTE && { more: 'left out for a minute' }) },
    at: now,
  });
}

interface Counted {
  since: number;
  count: number;
}

/** How many this subject has had in its minute, with this one. What was touched longest ago is forgotten first. */
function countOne(subject: string, now: Date): number {
  const subjects = processWide('refusals', () => new Map<string, Counted>());
  const before = subjects.get(subject);
  const isSameMinute = before !== undefined && now.getTime() - before.since < MINUTE_MS;
  const counted = isSameMinute ? before : { since: now.getTime(), count: 0 };
  counted.count += 1;
  subjects.delete(subject);
  subjects.set(subject, counted);
  const [oldest] = subjects.keys();
  if (subjects.size > MAX_SUBJECTS && oldest !== undefined) subjects.delete(oldest);
  return counted.count;
}
