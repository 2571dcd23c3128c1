import { and, eq, isNull, ne } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { passkeys, people, sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { Person } from '@/lib/door/person';
import { countRecoveryCodes, dropRecoveryCodes, replaceRecoveryCodes } from '@/lib/door/recovery-codes';
import { AppError } from '@/lib/errors';

/** Puts changes of one person's factors in line: of two removals at once each must see the other. */
export async function lockPerson(tx: Transaction, personId: string): Promise<void> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update');
}

/**
 * After a second factor was proved and kept: this session counts as having it, sessions of the password alone end (whoever
 * else may have it is out), and somebody without recovery codes gets ten.
 */
export async function afterAddingFactor(
  { db, ring }: { db: Transaction; ring: Store['ring'] },
  person: Person,
  now: Date,
): Promise<{ recoveryCodes: string[] | null }> {
  const { id: personId, sessionIdHash } = person;
  await db.update(sessions).set({ hasSecondFactor: true }).where(eq(sessions.idHash, sessionIdHash));
  const ended = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.personId, personId),
        eq(sessions.method, 'password'),
        eq(sessions.hasSecondFactor, false),
        ne(sessions.idHash, sessionIdHash),
        isNull(sessions.endedAt),
      ),
    )
    .returning({ id: sessions.id });
  if (ended.length > 0)
    await recordEvent(
      { db, ring },
      { kind: 'session_ended', by: person, facts: { count: ended.length }, at: now },
    );
  if ((await countRecoveryCodes(db, personId)) > 0) return { recoveryCodes: null };
  const recoveryCodes = await replaceRecoveryCodes(db, personId, now);
  await recordEvent({ db, ring }, { kind: 'recovery_codes_made', by: person, at: now });
  return { recoveryCodes };
}

/**
 * After a second factor was taken away: without another one recovery codes are for nothing, and no session has a second
 * factor any more.
 * @throws AppError last_second_factor where one is demanded: the whole change is undone
 */
export async function afterRemovingFactor(
  tx: Transaction,
  personId: string,
  isRequired: boolean,
): Promise<void> {
  if (await hasSecondFactor(tx, personId)) return;
  if (isRequired) throw new AppError('last_second_factor');
  await dropRecoveryCodes(tx, personId);
  await tx.update(sessions).set({ hasSecondFactor: false }).where(eq(sessions.personId, personId));
}

async function hasSecondFactor(tx: Transaction, personId: string): Promise<boolean> {
  const [person] = await tx
    .select({ at: people.totpConfirmedAt })
    .from(people)
    .where(eq(people.id, personId));
  if (person?.at) return true;
  const [passkey] = await tx
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .limit(1);
  return passkey !== undefined;
}
