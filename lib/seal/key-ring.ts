import { createHmac, type KeyObject } from 'node:crypto';
import { AppError } from '@/lib/errors';
import type { RingSource } from '@/lib/seal/load-key-ring';

/**
 * The keys of one process. There is one such object, and its contents are replaced in place when the key file changes,
 * so that whoever holds it seals with the newest key and opens with every one.
 */
export interface KeyRing {
  /** Id of the key that seals: the first line of the file. */
  currentId: string;
  keys: ReadonlyMap<string, KeyObject>;
  /** What purposes' keys are derived from. It is kept sealed in the database and outlives every key of the ring; null until then. */
  root: KeyObject | null;
  /** Where its lines are kept; null for a ring that lives in memory only. */
  source: RingSource | null;
}

/** @throws AppError keys_wrong when the ring has no such key */
export function keyOf(ring: KeyRing, keyId: string): KeyObject {
  const key = ring.keys.get(keyId);
  if (!key) throw new AppError('keys_wrong', { facts: { reason: 'unknown', keyId } });
  return key;
}

/**
 * A key for one purpose, derived from the root secret: HMAC-SHA-256 over the purpose's name (32 bytes).
 * It does not change when keys are added or dropped, so cookies and the audit chain stay valid.
 * @throws AppError keys_wrong before the root secret was opened
 */
export function deriveKey({ root }: KeyRing, purpose: string): Buffer {
  if (!root) throw new AppError('keys_wrong', { facts: { reason: 'no-root' } });
  return createHmac('sha256', root).update(`coupa-account-wizard:${purpose}`).digest();
}
