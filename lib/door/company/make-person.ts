import { eq } from 'drizzle-orm';
import { identities, invitations } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Transaction } from '@/lib/db/transaction';
import { claimInvitationIn } from '@/lib/door/claim-invitation';
import { claimResetIn } from '@/lib/door/claim-reset';
import { addIdentity } from '@/lib/door/company/identities';
import type { CompanyIdentity } from '@/lib/door/company/identity';
import type { CompanyProfile } from '@/lib/door/company/profile';
import { hashOfLink } from '@/lib/door/invitation-token';
import type { From } from '@/lib/door/take-link';
import { claimWelcomeIn } from '@/lib/door/welcome';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

interface NewPerson {
  kind: 'welcome' | 'invitation';
  /** Of the link. */
  token: string;
  identity: CompanyIdentity;
  profile: CompanyProfile;
}

interface Log {
  db: Transaction;
  ring: KeyRing;
}

/**
 * Uses a welcome link or an invitation by a company account: the person, their way in and the link's use, all or nothing.
 * A reset link gives the account to the person that it was made for.
 * @throws AppError link_unusable, company_taken, company_email_taken
 */
export function makePersonOf(store: Store, person: NewPerson, from: From): Promise<string> {
  return store.db.transaction(async (tx) => {
    const log = { db: tx, ring: store.ring };
    const id =
      person.kind === 'welcome' ? await claimFirst(log, person, from) : await accept(log, person, from);
    await addIdentity(log, person.identity, { id, address: from.address, apiKey: null }, from.now);
    return id;
  });
}

async function claimFirst(log: Log, { token, profile }: NewPerson, from: From): Promise<string> {
  const id = await claimWelcomeIn(log, token, { ...profile, passwordHash: null }, from);
  if (id === null) throw new AppError('link_unusable');
  return id;
}

async function accept(log: Log, { token, profile }: NewPerson, from: From): Promise<string> {
  const [link] = await log.db
    .select({ personId: invitations.personId })
    .from(invitations)
    .where(eq(invitations.tokenHash, hashOfLink(token)));
  if (!link?.personId)
    return claimInvitationIn(log, token, { ...profile, passwordHash: null }, from).catch(nameTakenEmail);
  const { id } = await claimResetIn(log, { token, passwordHash: null }, from);
  // Whoever has the company account that was linked before is out, like every other way in.
  await log.db.delete(identities).where(eq(identities.personId, id));
  return id;
}

/** No form names the field here. */
function nameTakenEmail(error: unknown): never {
  if (error instanceof AppError && error.code === 'invalid_input')
    throw new AppError('company_email_taken', { cause: error });
  throw error;
}
