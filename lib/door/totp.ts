import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** RFC 4226 §4 R6 recommends 160 bits. */
const SECRET_BYTES = 20;
export const STEP_MS = 30_000;
/** RFC 6238 §5.2: one step back for a slow reader; one ahead for a phone that is a little fast. */
const WINDOW = 1;

/** What authenticator apps understand everywhere, and the defaults of RFC 6238 §4: HMAC-SHA-1, six digits, 30 seconds. */
const totpOf = (secretBase32: string) => new TOTP({ secret: Secret.fromBase32(secretBase32) });

/** A new secret in base32, as it is typed into an app. */
export const makeTotpSecret = (): string =>
  new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;

/** The `otpauth:` address that an app reads from a QR code. */
export const totpUri = (secretBase32: string, email: string, host: string): string =>
  new TOTP({
    issuer: `Coupa Account Wizard ${host}`,
    label: email,
    secret: Secret.fromBase32(secretBase32),
  }).toString();

const digitsOf = (typed: string) => typed.replace(/\s/g, '');

/** Six digits, with blanks as apps show them: whatever else is typed is no code of an app. */
export const isTotpCode = (typed: string): boolean => /^\d{6}$/.test(digitsOf(typed));

/**
 * The 30-second step (counted from 1970) whose code was typed, among the one now and its neighbours; null for none.
 */
export function matchingStep(secretBase32: string, typed: string, now: Date): number | null {
  if (!isTotpCode(typed)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secretBase32).validate({ token: digitsOf(typed), timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / STEP_MS) + delta;
}
