import { AppError } from '@/lib/errors';
import { decrypt, encrypt, newDataKey } from '@/lib/seal/gcm';
import { type KeyRing, keyOf } from '@/lib/seal/key-ring';
import type { SealPlace } from '@/lib/seal/seal-place';
import { joinSealed, type SealedParts, splitSealed, valueData, wrapData } from '@/lib/seal/sealed-format';

/**
 * Seals a text for one place: `ev2.<key id>.<wrapped data key>.<value>`, base64url.
 * A new 32-byte data key is made for every call and wrapped by the ring's current key, so a nonce cannot repeat under one key.
 * @throws AppError keys_wrong when the ring is empty
 */
export function seal(ring: KeyRing, place: SealPlace, plain: string): string {
  const keyId = ring.currentId;
  const kek = keyOf(ring, keyId);
  const dataKey = newDataKey();
  try {
    const wrapped = encrypt(kek, dataKey, wrapData('ev2', place, keyId));
    const value = encrypt(dataKey, Buffer.from(plain, 'utf8'), valueData('ev2', place, keyId));
    return joinSealed({ format: 'ev2', keyId, wrapped, value });
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Opens a sealed text for the place where it stands.
 * @throws AppError value_tampered for anything but an untouched value of this place; the reason is never told apart.
 */
export function unseal(ring: KeyRing, place: SealPlace, sealed: string): string {
  return failSecurely(place, () => {
    const parts = splitSealed(sealed);
    const dataKey = unwrap(ring, place, parts);
    try {
      const plain = decrypt(dataKey, parts.value, valueData(parts.format, place, parts.keyId));
      const text = plain.toString('utf8');
      plain.fill(0);
      return text;
    } finally {
      dataKey.fill(0);
    }
  });
}

/**
 * The same value under the ring's current key. Only the wrapped data key is made anew; an `ev1` value, which is bound to
 * its key, is opened and sealed again. @throws AppError value_tampered
 */
export function rewrap(ring: KeyRing, place: SealPlace, sealed: string): string {
  const keyId = ring.currentId;
  return failSecurely(place, () => {
    const parts = splitSealed(sealed);
    if (parts.format === 'ev1') return seal(ring, place, unseal(ring, place, sealed));
    const dataKey = unwrap(ring, place, parts);
    try {
      const wrapped = encrypt(keyOf(ring, keyId), dataKey, wrapData('ev2', place, keyId));
      return joinSealed({ ...parts, keyId, wrapped });
    } finally {
      dataKey.fill(0);
    }
  });
}

const unwrap = (ring: KeyRing, place: SealPlace, { format, keyId, wrapped }: SealedParts): Buffer =>
  decrypt(keyOf(ring, keyId), wrapped, wrapData(format, place, keyId));

/** One error for whatever is wrong with a value: telling reasons apart would help whoever changed it (ASVS 11.2.5). */
function failSecurely(place: SealPlace, open: () => string): string {
  try {
    return open();
  } catch {
    throw new AppError('value_tampered', { facts: { table: place.table, column: place.column } });
  }
}
