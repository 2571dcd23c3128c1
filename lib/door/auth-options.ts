import type { AuthOptions, CookieOption } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import type { Store } from '@/lib/db/store';
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
  /** Of the session it still has: ended when it signs in anew, so that a planted cookie is worth nothing (ASVS 7.2.4). */
  sessionId: string | null;
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
        if (typeof token?.sessionId === 'string') await endSession(store, token.sessionId, new Date());
      },
    },
    logger: {
      error: (code) => log.error('next_auth', { code }),
      warn: (code) => log.warn('next_auth', { code }),
      debug: () => undefined,
    },
  };
}

async function authorize(store: Store, browser: Browser, credentials: unknown) {
  const now = new Date();
  const parsed = signInSchema.safeParse(credentials);
  if (!parsed.success) throw new Error(REFUSED);
  const result = await signIn(store, { ...parsed.data, address: browser.address }, now).catch((error) => {
    // next-auth puts the message of what is thrown here into its answer: only our own codes may be in it.
    log.error('sign_in_failed', { name: error instanceof Error ? error.name : typeof error });
    throw new Error('internal');
  });
  if (result.outcome === 'wait') throw new Error(`${WAIT_PREFIX}${result.waitSeconds}`);
  if (result.outcome === 'refused') throw new Error(REFUSED);
  if (browser.sessionId) await endSession(store, browser.sessionId, now);
  return { id: result.personId, sessionId: result.sessionId };
}

const cookie = (name: Parameters<typeof cookieName>[0]): CookieOption => ({
  name: cookieName(name),
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure: env().isHttps },
});
