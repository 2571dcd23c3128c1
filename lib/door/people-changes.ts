import { and, eq, isNull, ne } from 'drizzle-orm';
import type { EventKind } from '@/lib/audit/event-kinds';
import { recordEvent } from '@/lib/audit/record';
import { invitations, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { endSessionsOf } from '@/lib/door/end-sessions';
import { isWorkingOwner, lockPeople } from '@/lib/door/people-lock';
import type { Person, Role } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

type PersonRow = typeof people.$inferSelect;

interface Change {
  tx: Transaction;
  person: PersonRow;
  now: Date;
}

/**
 * One change of one person, by an owner who still is one. Changes go one after the other, so that two owners who take each
 * other's role away at the same moment do not both succeed, and each has its line.
 * @throws AppError not_found, forbidden, last_owner
 */
async function changePerson(
  { db, ring }: Store,
  by: Person,
  { personId, now }: { personId: string; now: Date },
  change: (change: Change) => Promise<{ kind: EventKind; facts?: Record<string, string | number> } | null>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPeople(tx, by);
    const [person] = await tx.select().from(people).where(eq(people.id, personId));
    if (!person) throw new AppError('not_found');
    const line = await change({ tx, person, now });
    if (!line) return;
    const { kind, facts } = line;
    await recordEvent({ db: tx, ring }, { kind, by, facts: { person: personId, ...facts }, at: now });
  });
}

async function requireAnotherOwner(tx: Transaction, person: PersonRow): Promise<void> {
  if (person.role !== 'owner' || person.disabledAt) return;
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(ne(people.id, person.id), isWorkingOwner))
    .limit(1);
  if (!other) throw new AppError('last_owner');
}

/** Links that somebody made as an owner are worth nothing once they are none. */
const withdrawInvitationsOf = ({ tx, person, now }: Change) =>
  tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(eq(invitations.createdById, person.id), isNull(invitations.usedAt), isNull(invitations.revokedAt)),
    );

interface Target {
  personId: string;
  now: Date;
}

/** Gives another role; it holds from the person's next request on. @throws AppError not_found, forbidden, last_owner */
export const changeRole = (store: Store, by: Person, target: Target & { role: Role }): Promise<void> =>
  changePerson(store, by, target, async (change) => {
    const { tx, person } = change;
    const { role } = target;
    if (person.role === role) return null;
    await requireAnotherOwner(tx, person);
    if (person.role === 'owner') await withdrawInvitationsOf(change);
    await tx.update(people).set({ role }).where(eq(people.id, person.id));
    return { kind: 'role_changed', facts: { from: person.role, to: role } };
  });

/**
 * Lets somebody in no longer: their sessions end now, and keys for automation that they made open nothing while they are
 * disabled. @throws AppError not_found, forbidden, last_owner
 */
export const disablePerson = (store: Store, by: Person, target: Target): Promise<void> =>
  changePerson(store, by, target, async (change) => {
    const { tx, person, now } = change;
    if (person.disabledAt) return null;
    await requireAnotherOwner(tx, person);
    await withdrawInvitationsOf(change);
    await tx.update(people).set({ disabledAt: now }).where(eq(people.id, person.id));
    return { kind: 'person_disabled', facts: { sessions: await endSessionsOf(tx, person.id, now) } };
  });

/** @throws AppError not_found, forbidden */
export const enablePerson = (store: Store, by: Person, target: Target): Promise<void> =>
  changePerson(store, by, target, async ({ tx, person }) => {
    if (!person.disabledAt) return null;
    await tx.update(people).set({ disabledAt: null }).where(eq(people.id, person.id));
    return { kind: 'person_enabled' };
  });

/** Ends every session of a person, this very one included when it is the asker's own. @throws AppError not_found, forbidden */
export const endPersonSessions = (store: Store, by: Person, target: Target): Promise<void> =>
  changePerson(store, by, target, async ({ tx, person, now }) => {
    const count = await endSessionsOf(tx, person.id, now);
    return count > 0 ? { kind: 'session_ended', facts: { count } } : null;
  });
