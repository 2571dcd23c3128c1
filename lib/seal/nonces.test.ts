import { expect, test } from 'vitest';
import { decrypt, newNonce } from '@/lib/seal/gcm';
import { seal } from '@/lib/seal/seal';
import type { SealPlace } from '@/lib/seal/seal-place';
import { splitSealed, wrapData } from '@/lib/seal/sealed-format';
import { makeKeyRing } from '@/test/key-ring';

const ring = makeKeyRing('k1');
const place: SealPlace = { table: 'tokens', column: 'access_token', rowId: 'row', version: 1 };
const nonceOf = (sealed: Buffer) => sealed.subarray(0, 12).toString('latin1');

test('[ASVS-11.3.4] of a million nonces none comes twice, so no pair of key and nonce does, whatever the keys', () => {
  const nonces = new Set<string>();
  const writes = 1_000_000;
  for (let count = 0; count < writes; count += 1) nonces.add(newNonce().toString('latin1'));
  expect(nonces.size).toBe(writes);
}, 120_000);

test('[ASVS-11.3.4] every write seals with a data key and nonces of its own, also the same text in the same place', () => {
  const kek = ring.keys.get('k1');
  if (!kek) throw new Error('no key');
  const [keys, nonces] = [new Set<string>(), new Set<string>()];
  const writes = 10_000;
  for (let count = 0; count < writes; count += 1) {
    const { wrapped, value } = splitSealed(seal(ring, place, 'the same'));
    keys.add(decrypt(kek, wrapped, wrapData('ev2', place, 'k1')).toString('latin1'));
    nonces.add(nonceOf(wrapped)).add(nonceOf(value));
  }
  expect([keys.size, nonces.size]).toEqual([writes, 2 * writes]);
}, 120_000);
