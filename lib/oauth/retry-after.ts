const LONGEST_SECONDS = 3600;

/** `Retry-After` in seconds (RFC 9110 §10.2.3: a number or an HTTP date), at most an hour; null without a usable one. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS);
  // Date.parse takes much that is no HTTP date, "-5" for example.
  if (!/^[A-Z][a-z]{2,8},? .*GMT$/.test(text)) return null;
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}
