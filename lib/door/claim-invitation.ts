import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { invitations, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { type From, takeLink } from '@/lib/door/take-link';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

export interface InvitedPerson {
  email: string;
  firstName: string;
  lastName: string;
  /** Null for somebody who signs in with the company account. */
  passwordHash: string | null;
}

interface Log {
  db: Transaction;
  ring: KeyRing;
}

/**
 * Uses an invitation and makes its person, both or neither, and returns the person's id. Of any number of claims at once
 * exactly one wins. @throws AppError link_unusable; invalid_input when somebody has the email address already
 */
export const claimInvitation = (
  { db, ring }: Store,
  token: string,
  person: InvitedPerson,
  from: From,
): Promise<string> => db.transaction((tx) => claimInvitationIn({ db: tx, ring }, token, person, from));

/** The same inside a transaction that does more, such as linking the person's company account. */
export async function claimInvitationIn(
  { db, ring }: Log,
  token: string,
  person: InvitedPerson,
  { address, now }: From,
): Promise<string> {
  const link = await takeLink(db, token, now);
  if (link.personId) throw new AppError('link_unusable');
  const [made] = await db
    .insert(people)
    .values({ ...person, role: link.role, createdAt: now })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id });
  if (!made)
    throw new AppError('invalid_input', {
      facts: { field: 'person.email', message: 'Somebody here has this email address already.' },
    });
  await db.update(invitations).set({ usedById: made.id }).where(eq(invitations.id, link.id));
  const by = { id: made.id, address, apiKey: null };
  const facts = { invitation: link.id, role: link.role };
  await recordEvent({ db, ring }, { kind: 'invitation_used', by, facts, at: now });
  return made.id;
}
