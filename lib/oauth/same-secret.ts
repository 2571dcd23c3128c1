import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Are two secrets, states or hashes of secrets the same? In constant time: what is compared are their SHA-256 digests,
 * which have one length (`timingSafeEqual` throws on two). Nothing is the same as nothing else.
 */
export function isSameSecret(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && timingSafeEqual(digestOf(a), digestOf(b));
}

const digestOf = (text: string) => createHash('sha256').update(text, 'utf8').digest();
