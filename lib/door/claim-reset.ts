import { and, eq, isNull } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { invitations, passkeys, people, recoveryCodes } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { endSessionsOf } from '@/lib/door/end-sessions';
import { type From, takeLink } from '@/lib/door/take-link';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

interface Reset {
  token: string;
  /** Null for somebody who signs in with the company account from now on: the old password opens nothing either. */
  passwordHash: string | null;
}

/**
 * Uses a reset link: a new password; second factors, recovery codes and every session of the person are gone.
 * Returns the email address to sign in with. @throws AppError link_unusable
 */
export const claimReset = async ({ db, ring }: Store, reset: Reset, from: From): Promise<string> =>
  (await db.transaction((tx) => claimResetIn({ db: tx, ring }, reset, from))).email;

/** The same inside a transaction that does more, such as linking the person's company account. */
export async function claimResetIn(
  { db, ring }: { db: Transaction; ring: KeyRing },
  { token, passwordHash }: Reset,
  { address, now }: From,
): Promise<{ id: string; email: string }> {
  const link = await takeLink(db, token, now);
  if (!link.personId) throw new AppError('link_unusable');
  const [person] = await db
    .update(people)
    .set({ passwordHash, totpSecretSealed: null, totpConfirmedAt: null })
    .where(and(eq(people.id, link.personId), isNull(people.disabledAt)))
    .returning();
  if (!person) throw new AppError('link_unusable');
  await db.delete(passkeys).where(eq(passkeys.personId, person.id));
  await db.delete(recoveryCodes).where(eq(recoveryCodes.personId, person.id));
  const sessions = await endSessionsOf(db, person.id, now);
  await db.update(invitations).set({ usedById: person.id }).where(eq(invitations.id, link.id));
  const by = { id: person.id, address, apiKey: null };
  const facts = { invitation: link.id, sessions };
  await recordEvent({ db, ring }, { kind: 'second_factor_reset', by, facts, at: now });
  const how = { by: 'reset link', ...(passwordHash === null && { to: 'none' }) };
  await recordEvent({ db, ring }, { kind: 'password_changed', by, facts: how, at: now });
  return person;
}
