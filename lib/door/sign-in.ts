import { eq } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { knownBrowserId } from '@/lib/door/known-browser';
import { verifyPassword } from '@/lib/door/password';
import { createSession } from '@/lib/door/sessions';
import { admitTry, forgetTries } from '@/lib/door/throttle';

export type SignInOutcome =
  | { outcome: 'signed_in'; personId: string; sessionId: string }
  | { outcome: 'refused' }
  | { outcome: 'wait'; waitSeconds: number };

interface Credentials {
  /** As `normalEmail` spells it. */
  email: string;
  password: string;
  /** Network address of the browser, for throttling. */
  address: string;
  userAgent: string;
  /** Cookie of a browser in which somebody signed in before, if it has one. */
  browserCookie: string | undefined;
}

/** Tries email and password. An unknown email, a disabled person and a wrong password cost the same and look the same. */
export async function signIn(store: Store, credentials: Credentials, now: Date): Promise<SignInOutcome> {
  const { email, address, browserCookie } = credentials;
  const guess = { email, address, browserId: knownBrowserId(store.ring, email, browserCookie) };
  const admission = await admitTry(store, guess, now);
  if (!admission.isAdmitted) return { outcome: 'wait', waitSeconds: admission.waitSeconds };
  const [person] = await store.db.select().from(people).where(eq(people.email, email));
  const isRight = await verifyPassword(credentials.password, person?.passwordHash ?? null);
  if (!person || !isRight || person.disabledAt) return { outcome: 'refused' };
  await forgetTries(store, guess, admission.tryIds);
  const session = {
    personId: person.id,
    method: 'password' as const,
    hasSecondFactor: false,
    address,
    userAgent: credentials.userAgent,
  };
  return { outcome: 'signed_in', personId: person.id, sessionId: await createSession(store, session, now) };
}
