import { cookies } from 'next/headers';
import type { AuthOptions, CookieOption } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import type { Store } from '@/lib/db/store';
import { BROWSER_COOKIE_SECONDS, browserCookieFor } from '@/lib/door/known-browser';
import { signInSchema } from '@/lib/door/person-schema';
import { authSecret, cookieName } from '@/lib/door/session-cookie';
import { ABSOLUTE_MS, endSession } from '@/lib/door/sessions';
import { signIn } from '@/lib/door/sign-in';
import { REFUSED, WAIT_PREFIX } from '@/lib/door/sign-in-codes';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

declare module 'next-auth' {
  interface User {
    sessionId?: string;
  }
}

/** What the route knows of the browser that asks. */
interface Browser {
  address: string;
  userAgent: string;
  /** Of the session it still has: ended when it signs in anew, so that a planted cookie is worth nothing (ASVS 7.2.4). */
  sessionId: string | null;
  /** See known-browser.ts. */
  cookie: string | undefined;
}

/** next-auth for people's sign-in only: its cookie carries the id of a session row and nothing else. */
export function authOptions(store: Store, browser: Browser): AuthOptions {
  return {
    secret: authSecret(store.ring),
    session: { strategy: 'jwt', maxAge: ABSOLUTE_MS / 1000 },
    useSecureCookies: env().isHttps,
    cookies: {
      sessionToken: cookie('session'),
      csrfToken: cookie('csrf'),
      callbackUrl: cookie('callback'),
    },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials) => authorize(store, browser, credentials),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.sessionId ? { sessionId: user.sessionId } : token),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sessionId === 'string')
          await endSession(store, token.sessionId, new Date(), {
            kind: 'signed_out',
            address: browser.address,
          });
      },
    },
    logger: {
      error: (code) => log.error('next_auth', { code }),
      warn: (code) => log.warn('next_auth', { code }),
      debug: () => undefined,
    },
  };
}

async function authorize(store: Store, browser: Browser, typed: unknown) {
  const parsed = signInSchema.safeParse(typed);
  if (!parsed.success) throw new Error(REFUSED);
  const result = await enter(store, browser, parsed.data).catch((error) => {
    // next-auth puts the message of what is thrown here into its answer: only our own codes may be in it.
    log.error('sign_in_failed', { name: error instanceof Error ? error.name : typeof error });
    throw new Error('internal');
  });
  if (result.outcome === 'wait') throw new Error(`${WAIT_PREFIX}${result.waitSeconds}`);
  if (result.outcome === 'refused') throw new Error(REFUSED);
  return { id: result.personId, sessionId: result.sessionId };
}

async function enter(store: Store, browser: Browser, typed: { email: string; password: string }) {
  const now = new Date();
  const { address, userAgent, cookie: browserCookie } = browser;
  const credentials = { ...typed, address, userAgent, browserCookie };
  const result = await signIn(store, credentials, now);
  if (result.outcome === 'signed_in') {
    if (browser.sessionId)
      await endSession(store, browser.sessionId, now, { kind: 'session_ended', address: browser.address });
    await rememberBrowser(store, typed.email);
  }
  return result;
}

async function rememberBrowser({ ring }: Store, email: string) {
  const { name, options } = cookie('browser');
  (await cookies()).set(name, browserCookieFor(ring, email), { ...options, maxAge: BROWSER_COOKIE_SECONDS });
}

const cookie = (name: Parameters<typeof cookieName>[0]): CookieOption => ({
  name: cookieName(name),
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure: env().isHttps },
});
