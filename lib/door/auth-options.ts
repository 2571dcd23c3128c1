import type { AuthOptions } from 'next-auth';
import type { Store } from '@/lib/db/store';
import { authSecret, ownCookie } from '@/lib/door/session-cookie';
import { ABSOLUTE_MS, endSession } from '@/lib/door/sessions';
import { type Browser, signInProviders } from '@/lib/door/sign-in-providers';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

declare module 'next-auth' {
  interface User {
    sessionId?: string;
  }
}

/** next-auth for people's sign-in only: its cookie carries the id of a session row and nothing else. */
export function authOptions(store: Store, browser: Browser): AuthOptions {
  return {
    secret: authSecret(store.ring),
    session: { strategy: 'jwt', maxAge: ABSOLUTE_MS / 1000 },
    useSecureCookies: env().isHttps,
    cookies: {
      sessionToken: ownCookie('session'),
      csrfToken: ownCookie('csrf'),
      callbackUrl: ownCookie('callback'),
    },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: signInProviders(store, browser),
    callbacks: {
      // Where signing in leads is the page's matter (return-path.ts): whatever a request names here goes into no cookie.
      redirect: () => `${env().appUrl}/accounts`,
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
