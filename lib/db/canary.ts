import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/database';
import { sealCanaries } from '@/lib/db/schema';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';
import { seal, unseal } from '@/lib/seal/seal';

const KNOWN = 'this key ring belongs to this database';
const place = (keyId: string) => ({ table: 'seal_canaries', column: 'sealed', rowId: keyId, version: 1 });

/** True when something in this database has been sealed before: then a missing key ring must not be replaced by a new one. */
export async function hasCanary(db: Database): Promise<boolean> {
  return (await db.select({ keyId: sealCanaries.keyId }).from(sealCanaries).limit(1)).length > 0;
}

/**
 * Proves at start that the key ring opens this database, before anything is written; leaves a canary for a new current key.
 * @throws AppError keys_wrong when a canary of a known key id does not open, or none of the ring's keys is known here.
 */
export async function proveKeyRing(db: Database, ring: KeyRing): Promise<void> {
  const canaries = await db.select().from(sealCanaries);
  const known = canaries.filter(({ keyId }) => ring.keys.has(keyId));
  if (canaries.length > 0 && known.length === 0)
    throw new AppError('keys_wrong', { facts: { reason: 'unknown' } });
  for (const { keyId, sealed } of known) {
    try {
      if (unseal(ring, place(keyId), sealed) !== KNOWN) throw new Error('other text');
    } catch (cause) {
      throw new AppError('keys_wrong', { cause, facts: { reason: 'other-database', keyId } });
    }
  }
  const has = await db.select().from(sealCanaries).where(eq(sealCanaries.keyId, ring.currentId));
  if (has.length === 0) {
    await db
      .insert(sealCanaries)
      .values({ keyId: ring.currentId, sealed: seal(ring, place(ring.currentId), KNOWN) })
      .onConflictDoNothing();
  }
}
