import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyRing } from '@/lib/seal/key-ring';

/** A ring in memory with new keys, the first of them current, and a root secret of its own. */
export function makeKeyRing(...ids: string[]): KeyRing {
  const names = ids.length > 0 ? ids : ['k1'];
  return {
    currentId: names[0] ?? 'k1',
    keys: new Map(names.map((id) => [id, createSecretKey(randomBytes(32))])),
    root: createSecretKey(randomBytes(32)),
    source: null,
  };
}
