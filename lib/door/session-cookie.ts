import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';

/** `__Host-` makes the browser insist on https, on this host and on the whole path; plain http cannot have it. */
export const cookieName = (
  name: 'session' | 'csrf' | 'callback' | 'browser' | 'ceremony' | 'company' | 'company-link',
) => (env().isHttps ? `__Host-wizard-${name}` : `wizard-${name}`);

/** How our own cookies are set: no script reads them, no other site's request carries them. */
export const ownCookie = (name: Parameters<typeof cookieName>[0]) => ({
  name: cookieName(name),
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure: env().isHttps } as const,
});

export const authSecret = (ring: KeyRing) => deriveKey(ring, 'next-auth').toString('base64');

/** What next-auth puts into its cookie for this session: the one that a sign-in outside of its own routes sets as well. */
export const sessionCookieFor = (ring: KeyRing, sessionId: string, maxAge: number): Promise<string> =>
  encode({ token: { sessionId }, secret: authSecret(ring), maxAge });

/** The session id inside next-auth's encrypted cookie; null for none, a foreign or a tampered one. */
export async function readSessionCookie(
  ring: KeyRing,
  readCookie: (name: string) => string | undefined,
): Promise<string | null> {
  const token = readCookie(cookieName('session'));
  if (!token) return null;
  try {
    const claims = await decode({ token, secret: authSecret(ring) });
    return typeof claims?.sessionId === 'string' ? claims.sessionId : null;
  } catch {
    return null;
  }
}
