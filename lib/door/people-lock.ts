import { and, eq, isNull, sql } from 'drizzle-orm';
import { people } from '@/lib/db/schema';
import type { Transaction } from '@/lib/db/transaction';
import type { Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

/** Any number will do, as long as every change of people takes the same one. */
const PEOPLE_LOCK = 482_305_119;

export const isWorkingOwner = and(eq(people.role, 'owner'), isNull(people.disabledAt));

/**
 * Puts changes of people in line until the transaction ends, and makes sure that its owner still is one: the role was read
 * before, and another owner may have taken it away since. @throws AppError forbidden
 */
export async function lockPeople(tx: Transaction, by: Person): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${PEOPLE_LOCK})`);
  const [found] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, by.id), isWorkingOwner));
  if (!found) throw new AppError('forbidden');
}
