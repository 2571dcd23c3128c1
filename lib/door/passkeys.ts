import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { passkeys } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { claimCeremony } from '@/lib/door/ceremonies';
import { logRefusedPasskey } from '@/lib/door/passkey-refusal';
import type { Attestation } from '@/lib/door/passkey-schema';
import type { PasskeySite } from '@/lib/door/passkey-site';
import type { Person } from '@/lib/door/person';
import { afterAddingFactor, afterRemovingFactor, lockPerson } from '@/lib/door/second-factor-policy';
import { AppError } from '@/lib/errors';

/** More are nobody's; a list without an end is a way to fill the disk. */
const MAX_PASSKEYS = 20;

interface NewPasskey {
  name: string;
  ceremonyId: string;
  attestation: Attestation;
}

/**
 * Keeps a passkey that answered our challenge. Returns recovery codes when the person had none: they are shown once.
 * @throws AppError invalid_input for whatever is wrong with the answer; the reason is in the log
 */
export async function addPasskey(
  store: Store,
  person: Person,
  { name, ceremonyId, attestation }: NewPasskey,
  site: PasskeySite,
  now: Date,
): Promise<{ recoveryCodes: string[] | null }> {
  const ceremony = await claimCeremony(store, 'passkey_registration', ceremonyId, now);
  if (!ceremony?.challenge || ceremony.personId !== person.id)
    throw refused('This took too long. Try again.');
  const credential = await verifiedCredential(attestation, ceremony.challenge, site);
  return store.db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const own = await tx.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.personId, person.id));
    if (own.length >= MAX_PASSKEYS)
      throw refused(`You have ${MAX_PASSKEYS} passkeys already. Remove one first.`);
    const added = await tx
      .insert(passkeys)
      .values({ ...credential, personId: person.id, name, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) throw refused('This passkey is here already.');
    await recordEvent(
      { db: tx, ring: store.ring },
      { kind: 'passkey_added', by: person, facts: { name }, at: now },
    );
    return afterAddingFactor({ db: tx, ring: store.ring }, person, now);
  });
}

/** @throws AppError not_found; last_second_factor when none would be left where one is demanded */
export async function removePasskey(
  { db, ring }: Store,
  person: Person,
  passkeyId: string,
  isRequired: boolean,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const [removed] = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, passkeyId), eq(passkeys.personId, person.id)))
      .returning({ name: passkeys.name });
    if (!removed) throw new AppError('not_found');
    await recordEvent({ db: tx, ring }, { kind: 'passkey_removed', by: person, facts: removed, at: now });
    await afterRemovingFactor(tx, person.id, isRequired);
  });
}

async function verifiedCredential(attestation: Attestation, expectedChallenge: string, site: PasskeySite) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...attestation, clientExtensionResults: {} } as Parameters<
        typeof verifyRegistrationResponse
      >[0]['response'],
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
    });
    if (!verified) throw new Error('not verified');
    const { id, publicKey, counter } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: attestation.response.transports ?? [],
    };
  } catch (error) {
    logRefusedPasskey(error);
    throw refused('This passkey was not accepted. Try again, or use another one.');
  }
}

const refused = (message: string) => new AppError('invalid_input', { facts: { field: 'passkey', message } });
