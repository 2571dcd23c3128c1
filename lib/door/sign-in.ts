import { eq } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
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
}

/** Tries email and password. An unknown email, a disabled person and a wrong password cost the same and look the same. */
export async function signIn(store: Store, credentials: Credentials, now: Date): Promise<SignInOutcome> {
  const admission = await admitTry(store, credentials, now);
  if (!admission.isAdmitted) return { outcome: 'wait', waitSeconds: admission.waitSeconds };
  const [person] = await store.db.select().from(people).where(eq(people.email, credentials.email));
  const isRight = await verifyPassword(credentials.password, person?.passwordHash ?? null);
  if (!person || !isRight || person.disabledAt) return { outcome: 'refused' };
  await forgetTries(store, credentials, admission.tryIds);
  return {
    outcome: 'signed_in',
    personId: person.id,
    sessionId: await createSession(store, person.id, now),
  };
}
