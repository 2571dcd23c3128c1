import { createHmac } from 'node:crypto';
import type { events } from '@/lib/db/schema';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';

type Line = Omit<typeof events.$inferSelect, 'hash'>;

/** Hashes a line onto the hash before it. */
export type LineHasher = (before: string, line: Line) => string;

/**
 * HMAC-SHA-256 over the hash before it and every column of a line: without the key ring no line can be changed, left out
 * or put in. The key is derived once, because a check hashes millions of lines.
 */
export function lineHasher(ring: KeyRing): LineHasher {
  const key = deriveKey(ring, 'audit');
  return (before, line) => {
    const { id, at, kind, result, address, facts } = line;
    // The database keeps an id in lower case, however it was written, and jsonb keeps no order of its keys.
    const ids = [line.accountId, line.personId, line.apiKeyId].map((each) => each?.toLowerCase() ?? null);
    const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify([before, id, at.toISOString(), kind, result, ...ids, address, sorted]);
    return createHmac('sha256', key).update(text).digest('base64url');
  };
}
