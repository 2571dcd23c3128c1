import { and, eq, isNull } from 'drizzle-orm';
import { recordEvent, recordEventAlone } from '@/lib/audit/record';
import { people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { verifyPassword } from '@/lib/door/password';
import type { Person } from '@/lib/door/person';
import {
  canBeGuessed,
  type FactorProof,
  type PasskeyQuestion,
  proveFactor,
} from '@/lib/door/second-factor-proof';
import { hasAny, loadSecondFactors } from '@/lib/door/second-factors';
import { admitTry, forgetTries } from '@/lib/door/throttle';
import { AppError } from '@/lib/errors';

export type Confirmation = FactorProof | { password: string };

/**
 * Takes a fresh proof of the person and notes its time in the session. Somebody with a second factor proves that one: a
 * password alone is not enough then. Wrong ones wait as they do at the door, counted for this session only, so that
 * whoever took a session over does not hold up its owner.
 * @throws AppError invalid_input with words for the field; too_many_tries with `retryAfterSeconds`
 */
export async function confirmPerson(
  store: Store,
  person: Person,
  proof: Confirmation,
  question: PasskeyQuestion,
  now: Date,
): Promise<void> {
  const guess = { email: '', address: person.address, browserId: `confirm ${person.sessionIdHash}` };
  const isThrottled = 'password' in proof || canBeGuessed(proof);
  const admission = isThrottled ? await admitTry(store, guess, now) : null;
  if (admission && !admission.isAdmitted) {
    await noteRefusal(store, person, 'throttled', now);
    throw new AppError('too_many_tries', { facts: { retryAfterSeconds: admission.waitSeconds } });
  }
  const factor = await prove(store, person, proof, question, now);
  if (factor === null) {
    await noteRefusal(store, person, Object.keys(proof)[0] ?? '', now);
    throw refused(proof);
  }
  if (admission) await forgetTries(store, guess, admission.tryIds);
  await store.db.transaction(async (tx) => {
    await tx
      .update(sessions)
      .set({ confirmedAt: now })
      .where(and(eq(sessions.idHash, person.sessionIdHash), isNull(sessions.endedAt)));
    await recordEvent(
      { db: tx, ring: store.ring },
      { kind: 'confirmed', by: person, facts: { by: factor }, at: now },
    );
  });
}

async function prove(
  store: Store,
  person: Person,
  proof: Confirmation,
  question: PasskeyQuestion,
  now: Date,
): Promise<string | null> {
  if (!('password' in proof)) return proveFactor(store, person, proof, question, now);
  if (hasAny(await loadSecondFactors(store, person.id))) return null;
  const [row] = await store.db.select().from(people).where(eq(people.id, person.id));
  return (await verifyPassword(proof.password, row?.passwordHash ?? null)) ? 'password' : null;
}

const noteRefusal = (store: Store, by: Person, what: string, at: Date) =>
  recordEventAlone(store, { kind: 'confirmation_refused', by, result: 'refused', facts: { what }, at });

function refused(proof: Confirmation): AppError {
  const [field = 'code'] = Object.keys(proof);
  return new AppError('invalid_input', { facts: { field, message: REFUSED_WORDS[field] ?? '' } });
}

const REFUSED_WORDS: Record<string, string> = {
  password: 'This is not your password, or you have a second factor: then that one is needed.',
  code: 'This code is not right, or it was used before. The app shows a new one every 30 seconds.',
  passkey: 'This passkey was not accepted. Try again, or use another way.',
};
