import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy } from '@/lib/door/content-policy';
import { isOwnHost } from '@/lib/door/own-host';
import { OWN_PATH_HEADER } from '@/lib/door/own-path';
import { env } from '@/lib/env';

/** Headers only, for every path; who may see what is decided in pages and route handlers, never here. */
export const config = { matcher: '/((?!_next/static/).*)' };

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isApi = pathname === '/api' || pathname.startsWith('/api/');
  const nonce = randomBytes(16).toString('base64');
  const policy = contentPolicy(isApi ? null : nonce, process.env.NODE_ENV === 'development');

  const response = refusal(request) ?? pass(request, nonce, policy, pathname + search);
  response.headers.set('Content-Security-Policy', policy);
  if (isApi) response.headers.set('Cache-Control', 'no-store');
  if (env().isHttps) response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  return response;
}

function refusal(request: NextRequest): NextResponse | null {
  if (!METHODS.includes(request.method)) {
    return plain(405, 'This method is not used here.', { Allow: METHODS.join(', ') });
  }
  if (!isOwnHost(request.headers.get('host'), env().appUrl)) {
    return plain(421, `This service answers at ${env().appUrl} only. APP_URL sets that address.`);
  }
  return null;
}

/** Next takes the nonce for its own scripts from the request's policy header, so a client's header must never get through. */
function pass(request: NextRequest, nonce: string, policy: string, ownPath: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.delete('content-security-policy-report-only');
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.set(OWN_PATH_HEADER, ownPath);
  return NextResponse.next({ request: { headers } });
}

const plain = (status: number, words: string, headers: Record<string, string> = {}) =>
  new NextResponse(`${words}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
