import { randomBytes } from 'node:crypto';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { invitations, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { hashOfLink } from '@/lib/door/invitation-token';
import { lockPeople } from '@/lib/door/people-lock';
import type { Person, Role } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

export const INVITATION_LIFETIME_MS = 72 * 60 * 60_000;
/** Open links at a time: more than any owner keeps track of, and a bound for the list. */
const MAX_OPEN = 200;

export interface MadeInvitation {
  id: string;
  /** 32 random bytes; shown once, kept as a hash. */
  token: string;
  expiresAt: string;
}

interface Wanted {
  role: Role;
  forWhom: string;
}

/** Makes a one-time link by which somebody becomes a person here. @throws AppError forbidden, invalid_input */
export const makeInvitation = (
  { db, ring }: Store,
  by: Person,
  { role, forWhom }: Wanted,
  now: Date,
): Promise<MadeInvitation> =>
  db.transaction(async (tx) => {
    await lockPeople(tx, by);
    const [open] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(invitations)
      .where(stillOpen(now));
    if (open && open.count >= MAX_OPEN)
      throw new AppError('invalid_input', {
        facts: { field: 'form', message: `There are ${MAX_OPEN} open links. Withdraw some first.` },
      });
    const made = await addLink(tx, by, { role, forWhom, personId: null }, now);
    await recordEvent(
      { db: tx, ring },
      { kind: 'invitation_made', by, facts: { invitation: made.id, role }, at: now },
    );
    return made;
  });

/**
 * Makes a one-time link for somebody who is here already and lost password or second factor. An earlier one is withdrawn.
 * Until it is used nothing changes for its person. @throws AppError not_found
 */
export const makeResetLink = (
  { db, ring }: Store,
  by: Person,
  personId: string,
  now: Date,
): Promise<MadeInvitation> =>
  db.transaction(async (tx) => {
    await lockPeople(tx, by);
    const [person] = await tx.select().from(people).where(eq(people.id, personId));
    if (!person || person.disabledAt) throw new AppError('not_found');
    await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(and(eq(invitations.personId, personId), stillOpen(now)));
    const { role, firstName, lastName } = person;
    const made = await addLink(tx, by, { role, forWhom: `${firstName} ${lastName}`, personId }, now);
    const facts = { person: personId, invitation: made.id };
    await recordEvent({ db: tx, ring }, { kind: 'password_reset_made', by, facts, at: now });
    return made;
  });

async function addLink(
  tx: Transaction,
  by: Person,
  wanted: Wanted & { personId: string | null },
  now: Date,
): Promise<MadeInvitation> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + INVITATION_LIFETIME_MS);
  const [made] = await tx
    .insert(invitations)
    .values({ ...wanted, tokenHash: hashOfLink(token), createdById: by.id, createdAt: now, expiresAt })
    .returning({ id: invitations.id });
  if (!made) throw new AppError('internal');
  return { id: made.id, token, expiresAt: expiresAt.toISOString() };
}

export const stillOpen = (now: Date) =>
  and(isNull(invitations.usedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

export interface OpenInvitation {
  id: string;
  forWhom: string;
  role: Role;
  isReset: boolean;
  createdAt: string;
  expiresAt: string;
}

/** Links that could still be used, the one that expires first at the top. */
export async function listOpenInvitations({ db }: Store, now: Date): Promise<OpenInvitation[]> {
  const rows = await db
    .select()
    .from(invitations)
    .where(stillOpen(now))
    .orderBy(asc(invitations.expiresAt))
    .limit(MAX_OPEN);
  return rows.map(({ id, forWhom, role, personId, createdAt, expiresAt }) => ({
    id,
    forWhom,
    role,
    isReset: personId !== null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

/** Makes an open link worthless. @throws AppError not_found when it is not open any more */
export const withdrawInvitation = ({ db, ring }: Store, by: Person, id: string, now: Date): Promise<void> =>
  db.transaction(async (tx) => {
    const withdrawn = await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(and(eq(invitations.id, id), stillOpen(now)))
      .returning({ id: invitations.id });
    if (withdrawn.length === 0) throw new AppError('not_found');
    await recordEvent(
      { db: tx, ring },
      { kind: 'invitation_revoked', by, facts: { invitation: id }, at: now },
    );
  });
