const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each failed try the next one follows; after the last of them it is given up. */
export const RETRY_AFTER_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
] as const;
export const MAX_TRIES = RETRY_AFTER_MS.length + 1;

/** When the next try follows; null when it was the last one. @param retryAfterSeconds what the receiver asked for */
export function nextTryAt(tries: number, now: Date, retryAfterSeconds: number | null): Date | null {
  const waitMs = RETRY_AFTER_MS[tries - 1];
  if (waitMs === undefined) return null;
  return new Date(now.getTime() + Math.max(waitMs, (retryAfterSeconds ?? 0) * 1000));
}
