import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';

/** Where a sealed value stands. All of it is authenticated: a value moved to another place, or an older one put back, does not open. */
export interface SealPlace {
  table: string;
  column: string;
  rowId: string;
  /** Version of the row's secret; raised with every write. */
  version: number;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'ev1';

/** Length-prefixed, so that no two places can have the same bytes. */
function associatedData(place: SealPlace, keyId: string): Buffer {
  const parts = [FORMAT, place.table, place.column, place.rowId, keyId, String(place.version)];
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function encrypt(key: KeyObject | Buffer, plain: Buffer, aad: Buffer) {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Nothing of `update()` is used before `final()` has passed: Node hands out unverified plaintext until then. */
function decrypt(key: KeyObject | Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const first = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES));
  return Buffer.concat([first, decipher.final()]);
}

/**
 * Seals a text for one place: `ev1.<key id>.<wrapped data key>.<value>`, base64url.
 * A new 32-byte data key is made for every call and wrapped by the ring's current key, so a nonce cannot repeat under one key.
 */
export function seal(ring: KeyRing, place: SealPlace, plain: string): string {
  const kek = ring.keys.get(ring.currentId);
  if (!kek) throw new AppError('keys_wrong', { facts: { reason: 'empty' } });
  const aad = associatedData(place, ring.currentId);
  const dataKey = randomBytes(32);
  try {
    const wrapped = encrypt(kek, dataKey, aad);
    const value = encrypt(dataKey, Buffer.from(plain, 'utf8'), aad);
    return [FORMAT, ring.currentId, wrapped.toString('base64url'), value.toString('base64url')].join('.');
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Opens a sealed text for the place where it stands.
 * @throws AppError value_tampered for anything but an untouched value of this place; the reason is never told apart.
 */
export function unseal(ring: KeyRing, place: SealPlace, sealed: string): string {
  try {
    const [format, keyId, wrapped, value, ...rest] = sealed.split('.');
    const kek = keyId ? ring.keys.get(keyId) : undefined;
    if (format !== FORMAT || !keyId || !kek || !wrapped || !value || rest.length > 0)
      throw new Error('shape');
    const aad = associatedData(place, keyId);
    const dataKey = decrypt(kek, Buffer.from(wrapped, 'base64url'), aad);
    const plain = decrypt(dataKey, Buffer.from(value, 'base64url'), aad);
    dataKey.fill(0);
    return plain.toString('utf8');
  } catch {
    throw new AppError('value_tampered', { facts: { table: place.table, column: place.column } });
  }
}
