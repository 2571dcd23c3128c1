import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy, REPORTING_ENDPOINTS } from '@/lib/door/content-policy';
import { OWN_PATH_HEADER } from '@/lib/door/own-path';

/**
 * The nonce of a page and the policy that names it, made anew for every request, and nothing else. Who may see what is
 * decided in pages and route handlers; every other header, and what is refused outright, in scripts/serve.
 */
export const config = { matcher: '/((?!_next/static/|api/).*)' };

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const nonce = randomBytes(16).toString('base64');
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from the request's policy header, so a client's header must never get through.
  headers.delete('content-security-policy-report-only');
  headers.set('content-security-policy', policy);
  headers.set(OWN_PATH_HEADER, pathname + search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Reporting-Endpoints', REPORTING_ENDPOINTS);
  return response;
}
