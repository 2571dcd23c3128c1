import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { sessions } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { findPersonOf } from '@/lib/door/company/identities';
import type { CompanyIdentity } from '@/lib/door/company/identity';
import type { Visit } from '@/lib/door/company/visits';
import type { Person } from '@/lib/door/person';
import { AppError } from '@/lib/errors';

/** Between the clocks of two machines. */
const LEEWAY_MS = 60_000;

/** When the provider asked, but never in the future: its clock may be ahead. */
export const provedAt = ({ authenticatedAt }: CompanyIdentity, now: Date) =>
  authenticatedAt && authenticatedAt < now ? authenticatedAt : now;

/**
 * Somebody signed in again, by their own company account: their session counts as confirmed. `auth_time` must say that the provider
 * really asked (OIDC Core §3.1.2.1, max_age): it may have a session of its own.
 * @throws AppError company_unknown, company_taken for somebody else's account, company_not_recent
 */
export async function confirmByCompany(
  store: Store,
  person: Person,
  { identity, visit }: { identity: CompanyIdentity; visit: Visit },
  now: Date,
): Promise<void> {
  if ((await findPersonOf(store, identity, now)) !== person.id) throw new AppError('company_taken');
  const { authenticatedAt } = identity;
  if (!authenticatedAt || authenticatedAt.getTime() < visit.createdAt.getTime() - LEEWAY_MS)
    throw new AppError('company_not_recent');
  await store.db.transaction(async (tx) => {
    await tx
      .update(sessions)
      .set({ confirmedAt: provedAt(identity, now) })
      .where(eq(sessions.idHash, person.sessionIdHash));
    const facts = { method: 'company' };
    await recordEvent({ db: tx, ring: store.ring }, { kind: 'confirmed', by: person, facts, at: now });
  });
}
