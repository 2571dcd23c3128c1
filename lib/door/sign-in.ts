import { eq } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { startCeremony } from '@/lib/door/ceremonies';
import { knownBrowserId } from '@/lib/door/known-browser';
import { verifyPassword } from '@/lib/door/password';
import { hasAny, loadSecondFactors, type SecondFactorsView } from '@/lib/door/second-factors';
import type { SecondWay } from '@/lib/door/sign-in-codes';
import { noteRefusedSignIn, startSession, type Visitor } from '@/lib/door/start-session';
import { admitTry, forgetTries } from '@/lib/door/throttle';

export type SignInOutcome =
  | { outcome: 'signed_in'; personId: string; email: string; sessionId: string }
  /** The password was right; there is no session yet. */
  | { outcome: 'second_factor'; ceremonyId: string; ways: SecondWay[] }
  | { outcome: 'refused' }
  /** The step that was tried is over: used, too old, or tried too often. */
  | { outcome: 'start_again' }
  | { outcome: 'wait'; waitSeconds: number };

interface Credentials extends Visitor {
  /** As `normalEmail` spells it. */
  email: string;
  password: string;
}

/**
 * Tries email and password. An unknown email, a disabled person and a wrong password cost the same and look the same;
 * whether there is a second factor is told after the right password only.
 */
export async function signIn(store: Store, credentials: Credentials, now: Date): Promise<SignInOutcome> {
  const { email, address, browserCookie } = credentials;
  const guess = { email, address, browserId: knownBrowserId(store.ring, email, browserCookie) };
  const [person] = await store.db.select().from(people).where(eq(people.email, email));
  const step = { step: 'password' };
  const admission = await admitTry(store, guess, now);
  if (!admission.isAdmitted) {
    await noteRefusedSignIn(store, 'sign_in_throttled', person?.id ?? null, credentials, step, now);
    return { outcome: 'wait', waitSeconds: admission.waitSeconds };
  }
  const isRight = await verifyPassword(credentials.password, person?.passwordHash ?? null);
  if (!person || !isRight || person.disabledAt) {
    await noteRefusedSignIn(store, 'sign_in_refused', person?.id ?? null, credentials, step, now);
    return { outcome: 'refused' };
  }
  await forgetTries(store, guess, admission.tryIds);
  const factors = await loadSecondFactors(store, person.id);
  if (hasAny(factors)) {
    const ceremonyId = await startCeremony(store, { kind: 'second_factor', personId: person.id }, now);
    return { outcome: 'second_factor', ceremonyId, ways: waysOf(factors) };
  }
  const started = { personId: person.id, method: 'password', factor: 'none' } as const;
  const sessionId = await startSession(store, started, credentials, now);
  return { outcome: 'signed_in', personId: person.id, email, sessionId };
}

const waysOf = ({ totpSince, passkeys, recoveryCodesLeft }: SecondFactorsView): SecondWay[] => [
  ...(totpSince ? ['totp' as const] : []),
  ...(recoveryCodesLeft > 0 ? ['recovery' as const] : []),
  ...(passkeys.length > 0 ? ['passkey' as const] : []),
];
