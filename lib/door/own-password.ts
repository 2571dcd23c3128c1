import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { endSessionsOf } from '@/lib/door/end-sessions';
import { hashNewPassword } from '@/lib/door/new-password';
import { verifyPassword } from '@/lib/door/password';
import type { Person } from '@/lib/door/person';
import { admitTry, forgetTries } from '@/lib/door/throttle';
import { waitWords } from '@/lib/door/wait-words';
import { AppError } from '@/lib/errors';

interface Change {
  currentPassword: string;
  password: string;
}

/**
 * Changes the person's own password against the current one (ASVS 6.2.3), which is throttled as at sign-in, and ends their
 * other sessions. Returns how many those were.
 * @throws AppError invalid_input at the field; passwords_off for somebody who has none
 */
export async function changeOwnPassword(
  store: Store,
  by: Person,
  { currentPassword, password }: Change,
  now: Date,
): Promise<number> {
  await requireCurrentPassword(store, by, currentPassword, now);
  const passwordHash = await hashNewPassword({ password, email: by.email, field: 'password' });
  return store.db.transaction(async (tx) => {
    await tx.update(people).set({ passwordHash }).where(eq(people.id, by.id));
    const sessions = await endSessionsOf(tx, by.id, now, by.sessionId);
    await recordEvent(
      { db: tx, ring: store.ring },
      { kind: 'password_changed', by, facts: { sessions }, at: now },
    );
    return sessions;
  });
}

async function requireCurrentPassword(store: Store, by: Person, typed: string, now: Date) {
  const guess = { email: by.email, address: by.address, browserId: null };
  const admission = await admitTry(store, guess, now);
  if (!admission.isAdmitted) throw atField(waitWords(admission.waitSeconds));
  const [person] = await store.db
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, by.id));
  if (!person?.passwordHash) throw new AppError('passwords_off');
  if (!(await verifyPassword(typed, person.passwordHash)))
    throw atField('This is not your current password.');
  await forgetTries(store, guess, admission.tryIds);
}

const atField = (message: string) =>
  new AppError('invalid_input', { facts: { field: 'currentPassword', message } });
