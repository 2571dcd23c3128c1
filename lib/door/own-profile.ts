import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';

/** Changes the person's own name. The email address is what they sign in with, and stays. */
export async function changeOwnName(
  { db, ring }: Store,
  by: Person,
  { firstName, lastName }: { firstName: string; lastName: string },
  now: Date,
): Promise<void> {
  if (firstName === by.firstName && lastName === by.lastName) return;
  await db.transaction(async (tx) => {
    await tx.update(people).set({ firstName, lastName }).where(eq(people.id, by.id));
    await recordEvent({ db: tx, ring }, { kind: 'profile_changed', by, facts: { field: 'name' }, at: now });
  });
}

/** What /you shows of the person beyond the session: whether there is a password to change. */
export async function hasPassword({ db }: Store, personId: string): Promise<boolean> {
  const [found] = await db
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, personId));
  return Boolean(found?.passwordHash);
}
