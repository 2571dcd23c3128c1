import { eq } from 'drizzle-orm';
import { invitations, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { hashOfLink } from '@/lib/door/invitation-token';
import { INVITATION_WORDS, type Unusable } from '@/lib/door/invitation-words';
import type { Role } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

export type InvitationState =
  | { state: 'open'; role: Role; reset: { firstName: string; email: string } | null }
  | { state: Unusable };

/** What a link is worth now. Looking at it uses nothing. */
export async function invitationState({ db }: Store, token: string, now: Date): Promise<InvitationState> {
  const [found] = await db
    .select({ link: invitations, person: people })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.personId))
    .where(eq(invitations.tokenHash, hashOfLink(token)));
  if (!found) return { state: 'unknown' };
  const { link, person } = found;
  if (link.usedAt) return { state: 'used' };
  if (link.revokedAt || person?.disabledAt) return { state: 'withdrawn' };
  if (link.expiresAt <= now) return { state: 'expired' };
  return {
    state: 'open',
    role: link.role,
    reset: person && { firstName: person.firstName, email: person.email },
  };
}

/** @throws AppError link_unusable, with the words for what became of the link */
export async function requireOpenLink(store: Store, token: string, now: Date) {
  const link = await invitationState(store, token, now);
  if (link.state === 'open') return link;
  const message = INVITATION_WORDS[link.state].sentence;
  throw new AppError('link_unusable', { facts: { field: 'form', message } });
}
