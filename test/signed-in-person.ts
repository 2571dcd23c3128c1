import type { Store } from '@/lib/db/store';
import type { Person, SignInMethod } from '@/lib/door/person';
import { checkSession, createSession } from '@/lib/door/sessions';
import { makePerson } from '@/test/person';

/** A person with a session row behind them, as the guard would hand them on. */
export async function makeSignedInPerson(
  store: Store,
  now: Date,
  { method = 'password', hasSecondFactor = false }: { method?: SignInMethod; hasSecondFactor?: boolean } = {},
): Promise<Person & { cookieId: string }> {
  const { id: personId } = await makePerson(store);
  return openSession(store, personId, now, { method, hasSecondFactor });
}

export async function openSession(
  store: Store,
  personId: string,
  now: Date,
  { method, hasSecondFactor }: { method: SignInMethod; hasSecondFactor: boolean },
): Promise<Person & { cookieId: string }> {
  const session = { personId, method, hasSecondFactor, address: '192.0.2.7', userAgent: 'Made-up browser' };
  const cookieId = await createSession(store, session, now);
  const person = await checkSession(store, cookieId, '192.0.2.7', now, false);
  if (!person) throw new Error('the session did not open');
  return { ...person, cookieId };
}
