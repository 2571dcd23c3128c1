import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { passkeys } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { CEREMONY_MS } from '@/lib/door/ceremonies';
import type { PasskeySite } from '@/lib/door/passkey-site';
import type { Person } from '@/lib/door/person';

/** What a browser is asked for when one of a person's passkeys shall sign; of anybody's, those that it keeps itself, without. */
export async function assertionOptions(
  { db }: Pick<Store, 'db'>,
  personId: string | null,
  { host }: PasskeySite,
) {
  return generateAuthenticationOptions({
    rpID: host,
    userVerification: 'required',
    timeout: CEREMONY_MS,
    ...(personId && { allowCredentials: await credentialsOf(db, personId) }),
  });
}

/**
 * What a browser is asked for when a passkey shall be made. It must be kept by the authenticator itself and verify its
 * user, because it signs in without a password; one that the person has already is excluded.
 */
export async function registrationOptions({ db }: Pick<Store, 'db'>, person: Person, { host }: PasskeySite) {
  return generateRegistrationOptions({
    rpName: 'Coupa Account Wizard',
    rpID: host,
    userID: Uint8Array.from(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: `${person.firstName} ${person.lastName}`,
    attestationType: 'none',
    timeout: CEREMONY_MS,
    excludeCredentials: await credentialsOf(db, person.id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

async function credentialsOf(db: Store['db'], personId: string) {
  const rows = await db.select().from(passkeys).where(eq(passkeys.personId, personId));
  return rows.map(({ credentialId, transports }) => ({
    id: credentialId,
    transports,
  }));
}
