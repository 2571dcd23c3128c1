import { eq } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { claimCeremony } from '@/lib/door/ceremonies';
import { verifyPasskey } from '@/lib/door/passkey-assertion';
import type { Assertion } from '@/lib/door/passkey-schema';
import type { PasskeySite } from '@/lib/door/passkey-site';
import type { SignInOutcome } from '@/lib/door/sign-in';
import { noteRefusedSignIn, startSession, type Visitor } from '@/lib/door/start-session';

interface PasskeyStep {
  ceremonyId: string;
  passkey: Assertion;
  site: PasskeySite;
}

/** Signs in by a passkey alone: it is something the person has, and it verified them by what they know or are. One try a challenge. */
export async function signInByPasskey(
  store: Store,
  { ceremonyId, passkey, site }: PasskeyStep,
  visitor: Visitor,
  now: Date,
): Promise<SignInOutcome> {
  const ceremony = await claimCeremony(store, 'passkey_sign_in', ceremonyId, now);
  if (!ceremony) return { outcome: 'start_again' };
  const asked = { challenge: ceremony.challenge, personId: null, site };
  const personId = await verifyPasskey(store, passkey, asked, now);
  const [person] = personId
    ? await store.db.select({ email: people.email }).from(people).where(eq(people.id, personId))
    : [];
  if (!personId || !person) {
    await noteRefusedSignIn(store, 'sign_in_refused', null, visitor, { step: 'passkey' }, now);
    return { outcome: 'refused' };
  }
  const started = { personId, method: 'passkey', factor: 'passkey' } as const;
  return {
    outcome: 'signed_in',
    personId,
    email: person.email,
    sessionId: await startSession(store, started, visitor, now),
  };
}
