import { and, eq } from 'drizzle-orm';
import { invitations } from '@/lib/db/schema';
import type { Transaction } from '@/lib/db/transaction';
import { hashOfLink } from '@/lib/door/invitation-token';
import { stillOpen } from '@/lib/door/invitations';
import { AppError } from '@/lib/errors';

/** Where and when a link is used. */
export interface From {
  address: string;
  now: Date;
}

/** Uses a link up: of any number at once one gets it. @throws AppError link_unusable */
export async function takeLink(db: Transaction, token: string, now: Date) {
  const [link] = await db
    .update(invitations)
    .set({ usedAt: now })
    .where(and(eq(invitations.tokenHash, hashOfLink(token)), stillOpen(now)))
    .returning();
  if (!link) throw new AppError('link_unusable');
  return link;
}
