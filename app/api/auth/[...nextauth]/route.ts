import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { authOptions } from '@/lib/door/auth-options';
import { cookieName, readSessionCookie } from '@/lib/door/session-cookie';
import { AppError } from '@/lib/errors';
import { open } from '@/lib/http/open';

interface Asked {
  request: NextRequest;
  address: string;
  params: { nextauth: string[] };
}

/** Everything of next-auth that is used here. Its pages, its session read-out and its log are closed. */
const OPEN = [
  'GET csrf',
  'GET providers',
  'POST callback/credentials',
  'POST callback/second-factor',
  'POST callback/passkey',
  'POST signout',
];
/** Two fields or what a passkey answered, a token and an address of our own. Node holds a body to its Content-Length. */
const MAX_BYTES = 16 * 1024;

const params = z.object({ nextauth: z.array(z.string()) });

async function handle({ request, address, params: { nextauth } }: Asked): Promise<Response> {
  if (!OPEN.includes(`${request.method} ${nextauth.join('/')}`)) throw new AppError('not_found');
  requireSmallBody(request);
  const store = await getStore();
  const readCookie = (name: string) => request.cookies.get(name)?.value;
  const browser = {
    address,
    userAgent: request.headers.get('user-agent') ?? '',
    sessionId: await readSessionCookie(store.ring, readCookie),
    browserCookie: readCookie(cookieName('browser')),
  };
  const context = { params: Promise.resolve({ nextauth }) };
  const answer: Response = await NextAuth(request, context, authOptions(store, browser));
  if (nextauth[0] === 'signout') answer.headers.set('Clear-Site-Data', CLEARED_AT_SIGN_OUT);
  return answer;
}

/**
 * ASVS 14.3.1. Without "cookies": next-auth takes the session's away by name, while that would take those of every other
 * service below the same domain, and the mark of a known browser (known-browser.ts), which keeps guesses made elsewhere
 * from holding its person up.
 */
const CLEARED_AT_SIGN_OUT = '"cache", "storage"';

function requireSmallBody(request: NextRequest) {
  if (request.method === 'GET') return;
  const length = request.headers.get('content-length');
  if (length === null || Number(length) > MAX_BYTES)
    throw new AppError('body_too_large', { facts: { maxBytes: MAX_BYTES } });
}

export const GET = open({ params, readsItself: ['query'], fromElsewhere: true }, handle);
export const POST = open({ rate: 'door', params, readsItself: ['query', 'body'] }, handle);
