import { and, eq, isNull } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { identities, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import type { CompanyIdentity } from '@/lib/door/company/identity';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

interface Log {
  db: Transaction;
  ring: KeyRing;
}

const isIdentity = ({ issuer, subject }: CompanyIdentity) =>
  and(eq(identities.issuer, issuer), eq(identities.subject, subject));

/**
 * Id of the person that a company account belongs to. Somebody disabled is refused like somebody unknown.
 * @throws AppError company_unknown
 */
export async function findPersonOf({ db }: Store, identity: CompanyIdentity, now: Date): Promise<string> {
  const [found] = await db
    .select({ id: people.id })
    .from(identities)
    .innerJoin(people, eq(people.id, identities.personId))
    .where(and(isIdentity(identity), isNull(people.disabledAt)));
  if (!found) throw new AppError('company_unknown');
  await db.update(identities).set({ lastUsedAt: now }).where(isIdentity(identity));
  return found.id;
}

/** Makes a company account a way in for a person, inside the transaction that knows why. @throws AppError company_taken */
export async function addIdentity(
  { db, ring }: Log,
  identity: CompanyIdentity,
  by: Actor,
  now: Date,
): Promise<void> {
  const { issuer, subject } = identity;
  const added = await db
    .insert(identities)
    .values({ issuer, subject, personId: by.id, createdAt: now, lastUsedAt: now })
    .onConflictDoNothing()
    .returning({ personId: identities.personId });
  if (added.length === 0) {
    const [found] = await db.select().from(identities).where(isIdentity(identity));
    if (found?.personId === by.id) return;
    throw new AppError('company_taken');
  }
  const facts = { host: new URL(issuer).host };
  await recordEvent({ db, ring }, { kind: 'identity_linked', by, facts, at: now });
}
