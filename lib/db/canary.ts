import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/database';
import { sealCanaries } from '@/lib/db/schema';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';
import { canaryPlace } from '@/lib/seal/places';
import { seal, unseal } from '@/lib/seal/seal';

const KNOWN = 'this key ring belongs to this database';

/** True when something in this database has been sealed before: then a missing key ring must not be replaced by a new one. */
export async function hasCanary(db: Database): Promise<boolean> {
  return (await db.select({ keyId: sealCanaries.keyId }).from(sealCanaries).limit(1)).length > 0;
}

/** Is this a key that values of this database may be sealed with, here or by another process? */
export async function isKnownKey(db: Database, keyId: string): Promise<boolean> {
  return (await db.select().from(sealCanaries).where(eq(sealCanaries.keyId, keyId))).length > 0;
}

/**
 * Proves that a key ring opens this database, before anything is sealed with it; leaves a canary for a new current key,
 * and is true when it did.
 * @throws AppError keys_wrong when a canary of a known key id does not open, or none of the ring's keys is known here.
 */
export async function proveKeyRing(db: Database, ring: KeyRing, now = new Date()): Promise<boolean> {
  const canaries = await db.select().from(sealCanaries);
  const known = canaries.filter(({ keyId }) => ring.keys.has(keyId));
  if (canaries.length > 0 && known.length === 0)
    throw new AppError('keys_wrong', { facts: { reason: 'unknown' } });
  for (const { keyId, sealed } of known) {
    try {
      if (unseal(ring, canaryPlace(keyId), sealed) !== KNOWN) throw new Error('other text');
    } catch (cause) {
      throw new AppError('keys_wrong', { cause, facts: { reason: 'other-database', keyId } });
    }
  }
  return !canaries.some(({ keyId }) => keyId === ring.currentId) && leaveCanary(db, ring, now);
}

/** It must be committed before the first value is sealed with the key: by it other processes know that the key is one. */
async function leaveCanary(db: Database, ring: KeyRing, now: Date): Promise<boolean> {
  const { currentId: keyId } = ring;
  const left = await db
    .insert(sealCanaries)
    .values({ keyId, sealed: seal(ring, canaryPlace(keyId), KNOWN), createdAt: now })
    .onConflictDoNothing()
    .returning({ keyId: sealCanaries.keyId });
  return left.length > 0;
}
