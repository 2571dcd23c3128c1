import { and, eq, isNull } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { claimCeremony, takeTry } from '@/lib/door/ceremonies';
import { knownBrowserId } from '@/lib/door/known-browser';
import type { PasskeySite } from '@/lib/door/passkey-site';
import { canBeGuessed, type FactorProof, proveFactor } from '@/lib/door/second-factor-proof';
import type { SignInOutcome } from '@/lib/door/sign-in';
import { noteRefusedSignIn, startSession, type Visitor } from '@/lib/door/start-session';
import { admitTry, forgetTries } from '@/lib/door/throttle';

interface SecondStep {
  ceremonyId: string;
  proof: FactorProof;
  site: PasskeySite;
}

/**
 * The second step of signing in, after the right password. Its ceremony is good for five tries, five minutes and one
 * session. Codes of the app are throttled as passwords are, by a count of their own.
 */
export async function finishSignIn(
  store: Store,
  { ceremonyId, proof, site }: SecondStep,
  visitor: Visitor,
  now: Date,
): Promise<SignInOutcome> {
  const ceremony = await takeTry(store, 'second_factor', ceremonyId, now);
  const person = ceremony?.personId && (await findEnabled(store, ceremony.personId));
  if (!ceremony || !person) return { outcome: 'start_again' };
  const throttled = canBeGuessed(proof) && guessOf(store, person, visitor);
  const admission = throttled && (await admitTry(store, throttled, now));
  if (admission && !admission.isAdmitted) {
    await noteRefusedSignIn(store, 'sign_in_throttled', person.id, visitor, { step: 'second_factor' }, now);
    return { outcome: 'wait', waitSeconds: admission.waitSeconds };
  }
  const by = { id: person.id, address: visitor.address, apiKey: null };
  const factor = await proveFactor(store, by, proof, { challenge: ceremony.challenge, site }, now);
  if (factor === null) {
    await noteRefusedSignIn(store, 'sign_in_refused', person.id, visitor, { step: 'second_factor' }, now);
    return { outcome: 'refused' };
  }
  if (throttled && admission) await forgetTries(store, throttled, admission.tryIds);
  if (!(await claimCeremony(store, 'second_factor', ceremonyId, now))) return { outcome: 'start_again' };
  const started = { personId: person.id, method: 'password', factor } as const;
  const sessionId = await startSession(store, started, visitor, now);
  return { outcome: 'signed_in', personId: person.id, email: person.email, sessionId };
}

async function findEnabled({ db }: Store, personId: string) {
  const [person] = await db
    .select({ id: people.id, email: people.email })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  return person;
}

/** Counted apart from passwords: a right password must not settle wrong codes, nor wrong codes hold up a password. */
function guessOf(
  { ring }: Store,
  { id, email }: { id: string; email: string },
  { address, browserCookie }: Visitor,
) {
  const browserId = knownBrowserId(ring, email, browserCookie);
  return { email: `code of ${id}`, address, browserId: browserId && `code of ${browserId}` };
}
