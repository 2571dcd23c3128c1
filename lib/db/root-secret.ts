import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { eq, isNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/database';
import { sealCanaries, sealedSecrets } from '@/lib/db/schema';
import { KEY_BYTES } from '@/lib/seal/key-provider';
import { type KeyRing, keyOf } from '@/lib/seal/key-ring';
import { installationSecretPlace } from '@/lib/seal/places';
import { seal, unseal } from '@/lib/seal/seal';

const NAME = 'root';

/**
 * The root secret that keys for cookies, audit chain and the like are derived from: made once, sealed like everything
 * else, so that adding and dropping keys of the ring signs nobody out and breaks no chain.
 * @throws AppError value_tampered
 */
export async function openRootSecret(db: Database, ring: KeyRing): Promise<KeyObject> {
  const known = await readRootSecret(db, ring);
  if (known) return known;
  const bytes = (await isFromBefore(db)) ? keyOf(ring, ring.currentId).export() : randomBytes(KEY_BYTES);
  const version = 1;
  const sealed = seal(ring, installationSecretPlace(NAME, version), bytes.toString('base64'));
  bytes.fill(0);
  await db.insert(sealedSecrets).values({ name: NAME, sealed, version }).onConflictDoNothing();
  // Of two processes that start at once, both go on with the one that was stored.
  return (await readRootSecret(db, ring)) as KeyObject;
}

/** In use before there was a root secret: then purposes' keys came from the current key itself, and go on as they are. */
const isFromBefore = async (db: Database) =>
  (await db.select().from(sealCanaries).where(isNull(sealCanaries.createdAt))).length > 0;

async function readRootSecret(db: Database, ring: KeyRing): Promise<KeyObject | null> {
  const [row] = await db.select().from(sealedSecrets).where(eq(sealedSecrets.name, NAME));
  if (!row) return null;
  const text = unseal(ring, installationSecretPlace(NAME, row.version), row.sealed);
  return createSecretKey(Buffer.from(text, 'base64'));
}
