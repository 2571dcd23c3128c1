import { and, eq, ne } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { identities, passkeys, people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { livingSession } from '@/lib/door/end-sessions';
import type { Person } from '@/lib/door/person';
import { lockPerson } from '@/lib/door/second-factor-policy';
import { AppError } from '@/lib/errors';

/** Since when a person has a company account of this issuer; null without one. */
export async function linkedSince({ db }: Store, personId: string, issuer: string): Promise<Date | null> {
  const [found] = await db
    .select({ createdAt: identities.createdAt })
    .from(identities)
    .where(and(eq(identities.personId, personId), eq(identities.issuer, issuer)));
  return found?.createdAt ?? null;
}

interface Rules {
  issuer: string;
  arePasswordsOn: boolean;
}

/**
 * Takes a person's company account away; their other sessions that began with it end.
 * @throws AppError not_found when there is none, last_way_in when nothing else would let them in
 */
export const unlinkIdentity = (
  { db, ring }: Store,
  by: Person,
  { issuer, arePasswordsOn }: Rules,
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await lockPerson(tx, by.id);
    const removed = await tx
      .delete(identities)
      .where(and(eq(identities.personId, by.id), eq(identities.issuer, issuer)))
      .returning({ subject: identities.subject });
    if (removed.length === 0) throw new AppError('not_found');
    if (!(arePasswordsOn && (await hasOwnWay(tx, by.id)))) throw new AppError('last_way_in');
    await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(
        and(
          eq(sessions.personId, by.id),
          eq(sessions.method, 'company'),
          ne(sessions.idHash, by.sessionIdHash),
          livingSession(now),
        ),
      );
    const facts = { host: new URL(issuer).host };
    await recordEvent({ db: tx, ring }, { kind: 'identity_unlinked', by, facts, at: now });
  });

/** With passwords turned off passkeys let nobody in either. */
async function hasOwnWay(tx: Transaction, personId: string): Promise<boolean> {
  const [person] = await tx.select({ hash: people.passwordHash }).from(people).where(eq(people.id, personId));
  if (person?.hash) return true;
  const [passkey] = await tx
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .limit(1);
  return passkey !== undefined;
}
