import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { getStore } from '@/lib/db/store';
import { authOptions } from '@/lib/door/auth-options';
import { cookieName, readSessionCookie } from '@/lib/door/session-cookie';
import { AppError } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';
import { requireSameOrigin } from '@/lib/http/same-origin';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Everything of next-auth that is used here. Its pages, its session read-out and its log are closed. */
const OPEN = ['GET csrf', 'GET providers', 'POST callback/credentials', 'POST signout'];
/** Two fields, a token and an address of our own. Node holds a body to its Content-Length. */
const MAX_BYTES = 8 * 1024;

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    requireSameOrigin(request);
    const { nextauth } = await context.params;
    if (!OPEN.includes(`${request.method} ${nextauth.join('/')}`)) throw new AppError('not_found');
    requireSmallBody(request);
    const store = await getStore();
    const readCookie = (name: string) => request.cookies.get(name)?.value;
    const browser = {
      address: request.headers.get('x-forwarded-for') ?? 'unknown',
      sessionId: await readSessionCookie(store.ring, readCookie),
      cookie: readCookie(cookieName('browser')),
    };
    return await NextAuth(request, context, authOptions(store, browser));
  } catch (error) {
    return errorResponse(error);
  }
}

function requireSmallBody(request: NextRequest) {
  if (request.method === 'GET') return;
  const length = request.headers.get('content-length');
  if (length === null || Number(length) > MAX_BYTES)
    throw new AppError('body_too_large', { facts: { maxBytes: MAX_BYTES } });
}

export { handle as GET, handle as POST };
