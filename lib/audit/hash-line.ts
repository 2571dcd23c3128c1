import { createHmac } from 'node:crypto';
import type { events } from '@/lib/db/schema';
import { deriveKey, type KeyRing } from '@/lib/seal/key-ring';

type Line = Omit<typeof events.$inferSelect, 'hash'>;

/** HMAC-SHA-256 over the hash before it and every column of a line: without the key ring no line can be changed, left out or put in. */
export function hashLine(ring: KeyRing, before: string, line: Line): string {
  const { id, at, kind, result, accountId, personId, apiKeyId, address, facts } = line;
  // jsonb keeps no order of its keys.
  const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    before,
    id,
    at.toISOString(),
    kind,
    result,
    accountId,
    personId,
    apiKeyId,
    address,
    sorted,
  ]);
  return createHmac('sha256', deriveKey(ring, 'audit')).update(text).digest('base64url');
}
