import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { and, eq, lt, or, sql } from 'drizzle-orm';
import { passkeys, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { logRefusedPasskey } from '@/lib/door/passkey-refusal';
import type { Assertion } from '@/lib/door/passkey-schema';
import type { PasskeySite } from '@/lib/door/passkey-site';

export interface AskedPasskey {
  /** As the ceremony kept it. */
  challenge: string | null;
  /** Whose passkey it must be; null where the passkey says who signs in. */
  personId: string | null;
  site: PasskeySite;
}

/**
 * The person whose passkey signed the challenge, or null. Held against our challenge, origin and RP ID, user verification
 * (WebAuthn §7.2), the stored key, and a counter that only goes up; which of them failed is logged and never told.
 */
export async function verifyPasskey(
  { db }: Pick<Store, 'db'>,
  assertion: Assertion,
  { challenge, personId, site }: AskedPasskey,
  now: Date,
): Promise<string | null> {
  if (challenge === null) return null;
  const [found] = await db
    .select({ passkey: passkeys, disabledAt: people.disabledAt })
    .from(passkeys)
    .innerJoin(people, eq(people.id, passkeys.personId))
    .where(eq(passkeys.credentialId, assertion.id));
  if (!found || found.disabledAt || !isWhose(found.passkey, assertion, personId)) return null;
  const counter = await signedCounter(found.passkey, assertion, challenge, site);
  if (counter === null) return null;
  // Atomic, so that of two answers with one counter only one passes. Most passkeys of today always say zero.
  const goesUp = or(
    lt(passkeys.counter, counter),
    and(eq(passkeys.counter, 0), eq(sql`${counter}::bigint`, 0)),
  );
  const used = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkeys.id, found.passkey.id), goesUp))
    .returning({ personId: passkeys.personId });
  return used[0]?.personId ?? null;
}

/** Where the passkey names its person (the user handle), it must be the one that the row names. */
function isWhose(row: typeof passkeys.$inferSelect, { response }: Assertion, personId: string | null) {
  const { userHandle } = response;
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== row.personId) return false;
  return personId === null ? Boolean(userHandle) : row.personId === personId;
}

async function signedCounter(
  { credentialId, publicKey, counter, transports }: typeof passkeys.$inferSelect,
  response: Assertion,
  expectedChallenge: string,
  { host, origin }: PasskeySite,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
        counter,
        transports,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (error) {
    logRefusedPasskey(error);
    return null;
  }
}
