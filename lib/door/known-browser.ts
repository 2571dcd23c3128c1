import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';

/**
 * A browser in which a person signed in before has sign-in tries of its own, so that guesses made elsewhere cannot lock
 * its person out (OWASP: device cookies). The cookie opens nothing by itself.
 */
export const BROWSER_COOKIE_SECONDS = 365 * 24 * 60 * 60;

/** Value of the cookie for a browser in which this email has just signed in. */
export function browserCookieFor(ring: KeyRing, email: string): string {
  const id = randomBytes(16).toString('base64url');
  return `${id}.${proof(ring, email, id).toString('base64url')}`;
}

/** Id of the browser when its cookie was made here for this very email, else null. */
export function knownBrowserId(ring: KeyRing, email: string, cookie: string | undefined): string | null {
  const [id, given] = cookie?.split('.') ?? [];
  if (!id || !given) return null;
  const expected = proof(ring, email, id);
  const actual = Buffer.from(given, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? id : null;
}

const proof = (ring: KeyRing, email: string, id: string) =>
  createHmac('sha256', deriveKey(ring, 'known-browser')).update(`${id}:${email}`).digest();
