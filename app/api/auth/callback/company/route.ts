import { NextResponse } from 'next/server';
import { getStore } from '@/lib/db/store';
import { completeCompanyVisit } from '@/lib/door/company/complete';
import { readVisitCookies, setSessionCookie } from '@/lib/door/company/cookies';
import { findCompanyProvider, requireCompany } from '@/lib/door/company/provider';
import { readSessionCookie } from '@/lib/door/session-cookie';
import { checkSession } from '@/lib/door/sessions';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { open } from '@/lib/http/open';
import { log } from '@/lib/log';
import { systemClock } from '@/lib/oauth/system-clock';

/**
 * Where the company's sign-in sends the browser back to: the address that next-auth would have, with an exchange of our own, which
 * takes an answer once and only from the browser that left. The answer is a 303 to a page without the code in its address.
 */
export const GET = open(
  { rate: 'callback', readsItself: ['query'], fromElsewhere: true },
  async ({ request, address }) => {
    requireCompany();
    const store = await getStore();
    const sessionId = await readSessionCookie(store.ring, (name) => request.cookies.get(name)?.value);
    const now = new Date();
    const person =
      sessionId && (await checkSession(store, sessionId, address, now, env().isSecondFactorRequired));
    const arrival = await findCompanyProvider().then(
      (provider) =>
        completeCompanyVisit(
          { store, provider, clock: systemClock, appUrl: env().appUrl },
          {
            ...readVisitCookies(request),
            search: request.nextUrl.search,
            person: person || null,
            sessionId,
            address,
            userAgent: request.headers.get('user-agent') ?? '',
          },
        ),
      unreachable,
    );
    const headers = { Location: `${env().appUrl}${arrival.path}`, 'Cache-Control': 'no-store' };
    const response = new NextResponse(null, { status: 303, headers });
    if (arrival.sessionId) await setSessionCookie(response, store.ring, arrival.sessionId);
    return response;
  },
);

/** Its discovery document could not be had: nothing of the answer was used. */
function unreachable(error: unknown) {
  const code = error instanceof AppError ? error.code : 'internal';
  log.warn('company_unreachable', { code });
  return { path: `/sign-in?problem=${code}`, sessionId: null };
}
