import type { NextRequest, NextResponse } from 'next/server';
import { randomSecret, VISIT_MINUTES } from '@/lib/door/company/visits';
import { ownCookie, sessionCookieFor } from '@/lib/door/session-cookie';
import { ABSOLUTE_MS } from '@/lib/door/sessions';
import type { KeyRing } from '@/lib/seal/key-ring';

const MAX_AGE_SECONDS = VISIT_MINUTES * 60;
/** Lax: the way back begins at another site. */
const browser = () => ownCookie('company');
const link = () => ownCookie('company-link');

/** What a browser keeps while it is away: its secret, the same for all its tabs, and the link that it left with. */
export function readVisitCookies({ cookies }: NextRequest): { browserSecret: string; linkToken: string } {
  const read = (name: string) => cookies.get(name)?.value ?? '';
  return { browserSecret: read(browser().name), linkToken: read(link().name) };
}

/** The browser's secret, kept from an earlier tab or new. */
export const secretOf = (request: NextRequest) => readVisitCookies(request).browserSecret || randomSecret();

export function keepVisitCookies(response: NextResponse, browserSecret: string, linkToken = ''): void {
  const kept = { maxAge: MAX_AGE_SECONDS };
  response.cookies.set(browser().name, browserSecret, { ...browser().options, ...kept });
  if (linkToken !== '') response.cookies.set(link().name, linkToken, { ...link().options, ...kept });
}

/** After an arrival that made a session: its cookie, and no link any more. */
export async function setSessionCookie(
  response: NextResponse,
  ring: KeyRing,
  sessionId: string,
): Promise<void> {
  const { name, options } = ownCookie('session');
  const maxAge = ABSOLUTE_MS / 1000;
  response.cookies.set(name, await sessionCookieFor(ring, sessionId, maxAge), { ...options, maxAge });
  response.cookies.set(link().name, '', { ...link().options, maxAge: 0 });
}
