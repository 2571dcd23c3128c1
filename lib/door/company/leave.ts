import { type NextRequest, NextResponse } from 'next/server';
import { getStore } from '@/lib/db/store';
import { beginCompanyVisit } from '@/lib/door/company/begin';
import { keepVisitCookies, secretOf } from '@/lib/door/company/cookies';
import { findCompanyProvider } from '@/lib/door/company/provider';
import { hashOf } from '@/lib/door/company/visits';
import type { Person, VisitPurpose } from '@/lib/door/person';
import { safeReturnPath } from '@/lib/door/return-path';
import { env } from '@/lib/env';
import { systemClock } from '@/lib/oauth/system-clock';

interface Leaving {
  purpose: VisitPurpose;
  to?: string | undefined;
  linkToken?: string;
  /** Whose session it must end in. */
  person?: Person;
}

/**
 * Answers a press of "Sign in with …": the address to go to, as JSON, because a redirect after a post would fall under the policy's
 * form-action. The browser's cookies are set beside it.
 */
export async function leaveForCompany(
  request: NextRequest,
  { purpose, to, linkToken, person }: Leaving,
): Promise<NextResponse> {
  const { appUrl } = env();
  const browserSecret = secretOf(request);
  const context = {
    store: await getStore(),
    provider: await findCompanyProvider(),
    clock: systemClock,
    appUrl,
  };
  const visit = {
    purpose,
    returnPath: safeReturnPath(to, appUrl),
    sessionIdHash: person?.sessionIdHash ?? null,
    linkHash: linkToken === undefined ? null : hashOf(linkToken),
  };
  const url = await beginCompanyVisit(context, visit, browserSecret);
  const response = NextResponse.json({ url }, { headers: { 'Cache-Control': 'no-store' } });
  keepVisitCookies(response, browserSecret, linkToken);
  return response;
}
