import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A nonce and a data key are random and new for every call: 96 bits and 256 bits. */
export const newNonce = () => randomBytes(IV_BYTES);
export const newDataKey = () => randomBytes(32);

/** AES-256-GCM (NIST SP 800-38D) with a new random nonce: nonce, ciphertext and tag in one piece. The key is used once, or wraps few keys. */
export function encrypt(key: KeyObject | Buffer, plain: Buffer, aad: Buffer): Buffer {
  const iv = newNonce();
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what `encrypt` made. Throws on any difference in key, bytes or associated data.
 * Nothing of `update()` is used before `final()` has passed: Node hands out unverified plaintext until then.
 * The tag's length is given, because Node would take a 4-byte tag as well.
 */
export function decrypt(key: KeyObject | Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const first = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES));
  return Buffer.concat([first, decipher.final()]);
}

/** Parts as one piece of associated data, each after its length, so that no two lists can have the same bytes. */
export function associatedData(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
