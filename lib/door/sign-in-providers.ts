import { cookies } from 'next/headers';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { Store } from '@/lib/db/store';
import { forgetCeremony, keepCeremony, readCeremony } from '@/lib/door/ceremony-cookie';
import { BROWSER_COOKIE_SECONDS, browserCookieFor } from '@/lib/door/known-browser';
import { assertionSchema } from '@/lib/door/passkey-schema';
import { signInByPasskey } from '@/lib/door/passkey-sign-in';
import { passkeySite } from '@/lib/door/passkey-site';
import { signInSchema } from '@/lib/door/person-schema';
import { finishSignIn } from '@/lib/door/second-factor-sign-in';
import { ownCookie } from '@/lib/door/session-cookie';
import { endSession } from '@/lib/door/sessions';
import { type SignInOutcome, signIn } from '@/lib/door/sign-in';
import {
  PASSWORDS_OFF,
  REFUSED,
  SECOND_FACTOR_PREFIX,
  START_AGAIN,
  WAIT_PREFIX,
} from '@/lib/door/sign-in-codes';
import type { Visitor } from '@/lib/door/start-session';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

/** What the route knows of the browser that asks. */
export interface Browser extends Visitor {
  /** Of the session it still has: ended when it signs in anew, so that a planted cookie is worth nothing (ASVS 7.2.4). */
  sessionId: string | null;
}

const passkeyJson = z
  .string()
  .max(16_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(assertionSchema);
const codeSchema = z.object({ code: z.string().min(1).max(100) });
const passkeySchema = z.object({ passkey: passkeyJson });

/** The three ways in that are ours: a password, its second step, and a passkey alone. */
export function signInProviders(store: Store, browser: Browser) {
  const site = passkeySite(env().appUrl);
  return [
    way('credentials', signInSchema, (typed, now) => signIn(store, { ...typed, ...browser }, now)),
    way('second-factor', z.union([codeSchema, passkeySchema]), async (proof, now) =>
      finishSignIn(store, { ceremonyId: await readCeremony(), proof, site }, browser, now),
    ),
    way('passkey', passkeySchema, async ({ passkey }, now) =>
      signInByPasskey(store, { ceremonyId: await readCeremony(), passkey, site }, browser, now),
    ),
  ];

  function way<Typed>(id: string, schema: z.ZodType<Typed>, attempt: Attempt<Typed>) {
    return Credentials({
      id,
      credentials: {},
      async authorize(credentials) {
        if (!env().arePasswordsOn) throw new Error(PASSWORDS_OFF);
        const typed = schema.safeParse(credentials);
        if (!typed.success) throw new Error(REFUSED);
        const outcome = await attemptSafely(() => settle(store, browser, attempt, typed.data));
        if (outcome.outcome !== 'signed_in') throw new Error(codeOf(outcome));
        return { id: outcome.personId, sessionId: outcome.sessionId };
      },
    });
  }
}

type Attempt<Typed> = (typed: Typed, now: Date) => Promise<SignInOutcome>;

/** next-auth puts the message of what is thrown into its answer: only our own codes may be in it. */
async function attemptSafely(attempt: () => Promise<SignInOutcome>): Promise<SignInOutcome> {
  try {
    return await attempt();
  } catch (error) {
    log.error('sign_in_failed', { name: error instanceof Error ? error.name : typeof error });
    throw new Error('internal');
  }
}

/** Does what an outcome means for the browser's cookies and for the session that it still had. */
async function settle<Typed>(store: Store, browser: Browser, attempt: Attempt<Typed>, typed: Typed) {
  const now = new Date();
  const result = await attempt(typed, now);
  if (result.outcome === 'second_factor') await keepCeremony(result.ceremonyId);
  if (result.outcome === 'start_again') await forgetCeremony();
  if (result.outcome !== 'signed_in') return result;
  const { sessionId, address } = browser;
  if (sessionId) await endSession(store, sessionId, now, { kind: 'session_ended', address });
  await forgetCeremony();
  const { name, options } = ownCookie('browser');
  const value = browserCookieFor(store.ring, result.email);
  (await cookies()).set(name, value, { ...options, maxAge: BROWSER_COOKIE_SECONDS });
  return result;
}

function codeOf(outcome: Exclude<SignInOutcome, { outcome: 'signed_in' }>): string {
  switch (outcome.outcome) {
    case 'wait':
      return `${WAIT_PREFIX}${outcome.waitSeconds}`;
    case 'second_factor':
      return `${SECOND_FACTOR_PREFIX}${outcome.ways.join(',')}`;
    case 'start_again':
      return START_AGAIN;
    case 'refused':
      return REFUSED;
  }
}
