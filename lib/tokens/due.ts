import { renewalDueAt } from '@/lib/coupa/renewal-due';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A tenth of the life earlier at most, so that accounts made at one hour are not renewed at one minute. */
const SPREAD = 0.1;
const LAST_MS = 10 * MINUTE_MS;

interface Life {
  obtainedAt: Date;
  expiresAt: Date;
}

/**
 * When a token is renewed: about 20 of its 24 hours after it came, as Coupa advises, a random tenth of its life earlier, and
 * never later than ten minutes before its end (half of its life for one that lives less than 20 minutes).
 * @param random in [0, 1)
 */
export function dueAt(life: Life, random: number): Date {
  const obtainedMs = life.obtainedAt.getTime();
  const lifeMs = life.expiresAt.getTime() - obtainedMs;
  const latest = obtainedMs + Math.max(lifeMs - LAST_MS, lifeMs / 2);
  return new Date(Math.min(renewalDueAt(life).getTime() - random * SPREAD * lifeMs, latest));
}

/** Between two tries there is at least a second, and at most five minutes while the cause is one that passes. */
const FIRST_MS = 2000;
const LONGEST_MS = 5 * MINUTE_MS;
const LONGEST_RETRY_AFTER_MS = HOUR_MS;
/** With credentials or a configuration that Coupa refuses: often enough to notice that somebody put it right there. */
export const SLOW_RETRY_MS = HOUR_MS;

/** Nothing is put off for longer than the longest that a server may ask for, with jitter. */
export const LONGEST_WAIT_MINUTES = (LONGEST_RETRY_AFTER_MS + LONGEST_MS) / MINUTE_MS;

/**
 * How long to wait after `failures` tries in a row: full jitter, so that a thousand accounts do not come back at once.
 * @param retryAfterSeconds what the server asked for; it is kept to, up to an hour
 */
export function backOffMs(failures: number, random: number, retryAfterSeconds: number | null): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  const asked = Math.min((retryAfterSeconds ?? 0) * 1000, LONGEST_RETRY_AFTER_MS);
  return Math.max(1000, asked + random * longest);
}
