import { and, eq, isNull } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { invitations, passkeys, people, recoveryCodes } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { endSessionsOf } from '@/lib/door/end-sessions';
import { type From, takeLink } from '@/lib/door/take-link';
import { AppError } from '@/lib/errors';

interface Reset {
  token: string;
  passwordHash: string;
}

/**
 * Uses a reset link: a new password; second factors, recovery codes and every session of the person are gone.
 * Returns the email address to sign in with. @throws AppError link_unusable
 */
export const claimReset = (
  { db, ring }: Store,
  { token, passwordHash }: Reset,
  { address, now }: From,
): Promise<string> =>
  db.transaction(async (tx) => {
    const link = await takeLink(tx, token, now);
    if (!link.personId) throw new AppError('link_unusable');
    const [person] = await tx
      .update(people)
      .set({ passwordHash, totpSecretSealed: null, totpConfirmedAt: null })
      .where(and(eq(people.id, link.personId), isNull(people.disabledAt)))
      .returning();
    if (!person) throw new AppError('link_unusable');
    await tx.delete(passkeys).where(eq(passkeys.personId, person.id));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, person.id));
    const sessions = await endSessionsOf(tx, person.id, now);
    await tx.update(invitations).set({ usedById: person.id }).where(eq(invitations.id, link.id));
    const by = { id: person.id, address, apiKey: null };
    const facts = { invitation: link.id, sessions };
    await recordEvent({ db: tx, ring }, { kind: 'second_factor_reset', by, facts, at: now });
    await recordEvent(
      { db: tx, ring },
      { kind: 'password_changed', by, facts: { by: 'reset link' }, at: now },
    );
    return person.email;
  });
