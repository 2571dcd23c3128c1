import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import type { KeyRing } from '@/lib/seal/key-ring';
import { rewrap, seal, unseal } from '@/lib/seal/seal';
import type { SealPlace } from '@/lib/seal/seal-place';
import { keyIdOf, valueData, wrapData } from '@/lib/seal/sealed-format';
import { makeKeyRing } from '@/test/key-ring';

const ring = makeKeyRing('k1');
const place: SealPlace = { table: 'tokens', column: 'access_token', rowId: 'row-1', version: 3 };
const PLAIN = 'a value to keep — ключ 🔑';

const codeOf = (open: () => unknown) => {
  try {
    open();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return 'opened';
};
const openTampered = (sealed: string, at: SealPlace = place, with_ = ring) =>
  codeOf(() => unseal(with_, at, sealed));

/** As the first release sealed: both parts under associated data with the key id in it. */
function sealAsBefore({ currentId, keys }: KeyRing, plain: string): string {
  const aad = valueData('ev1', place, currentId);
  const encrypt = (key: Parameters<typeof createCipheriv>[1], bytes: Buffer) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(aad);
    return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  };
  const dataKey = randomBytes(32);
  const kek = keys.get(currentId);
  if (!kek) throw new Error('no key');
  return `ev1.${currentId}.${encrypt(kek, dataKey)}.${encrypt(dataKey, Buffer.from(plain))}`;
}

const withOld = (old: KeyRing): KeyRing => {
  const fresh = makeKeyRing('k2');
  return { ...fresh, keys: new Map([...fresh.keys, ...old.keys]) };
};

test('what was sealed opens in its place', () => {
  expect(unseal(ring, place, seal(ring, place, PLAIN))).toBe(PLAIN);
});

test('two seals of one text share nothing but their format', () => {
  const [a, b] = [seal(ring, place, PLAIN), seal(ring, place, PLAIN)];
  expect(a.split('.').slice(0, 2)).toEqual(['ev2', 'k1']);
  expect(a.split('.').slice(2)).not.toEqual(b.split('.').slice(2));
});

test('[ASVS-11.3.3] every flipped byte of a sealed value is refused, in both formats', () => {
  for (const sealed of [seal(ring, place, 'short'), sealAsBefore(ring, 'short')]) {
    const parts = sealed.split('.');
    for (const part of [2, 3]) {
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      for (let index = 0; index < bytes.length; index += 1) {
        const flipped = Buffer.from(bytes);
        flipped[index] = (flipped[index] ?? 0) ^ 1;
        const tampered = parts.with(part, flipped.toString('base64url')).join('.');
        expect(openTampered(tampered)).toBe('value_tampered');
      }
    }
  }
});

test.each([
  ['another row', { ...place, rowId: 'row-2' }],
  ['another column', { ...place, column: 'refresh_token' }],
  ['another table', { ...place, table: 'accounts' }],
  ['an older version put back', { ...place, version: 4 }],
])('[ASVS-11.3.3] a value moved to %s is refused, and not re-wrapped', (_, elsewhere) => {
  for (const sealed of [seal(ring, place, PLAIN), sealAsBefore(ring, PLAIN)]) {
    expect(openTampered(sealed, elsewhere)).toBe('value_tampered');
    expect(codeOf(() => rewrap(withOld(ring), elsewhere, sealed))).toBe('value_tampered');
  }
});

test('the wrapped data key of one value does not open another of the same place', () => {
  const [a, b] = [seal(ring, place, PLAIN).split('.'), seal(ring, place, PLAIN).split('.')];
  expect(openTampered(a.with(2, b[2] ?? '').join('.'))).toBe('value_tampered');
});

test('parts of a place cannot be shifted into each other', () => {
  const shifted = { ...place, table: 'token', column: 'saccess_token' };
  expect(openTampered(seal(ring, place, PLAIN), shifted)).toBe('value_tampered');
});

test('a value and a wrapped key are never taken for each other', () => {
  expect(valueData('ev2', place, 'k1').equals(wrapData('ev2', place, 'k1'))).toBe(false);
});

test.each([4, 8, 12, 15])('[ASVS-11.3.3] a tag cut to %i bytes is refused', (bytes) => {
  for (const part of [2, 3]) {
    const parts = seal(ring, place, PLAIN).split('.');
    const value = Buffer.from(parts[part] ?? '', 'base64url');
    parts[part] = value.subarray(0, value.length - 16 + bytes).toString('base64url');
    expect(openTampered(parts.join('.'))).toBe('value_tampered');
  }
});

test.each([
  '',
  'plain text',
  'ev1',
  'ev2.k1',
  'ev2.k1.AA.AA',
  'ev3.k1.AA.AA',
  'ev2..AA.AA',
  'ev2.k9.AA.AA',
  'ev2.k1.AA.AA.AA',
  'ev2.__proto__.AA.AA',
])('[ASVS-11.2.5] «%s» is no sealed value, is never passed through, and fails like every other', (text) => {
  expect(openTampered(text)).toBe('value_tampered');
});

test('letters that are no base64url are refused instead of skipped', () => {
  const sealed = seal(ring, place, PLAIN);
  expect(openTampered(`${sealed}\n`)).toBe('value_tampered');
  expect(openTampered(sealed.replace(/.$/, ' $&'))).toBe('value_tampered');
});

describe('[ASVS-11.2.2] another key, another format', () => {
  test('an older key of the ring still opens; a ring without it does not', () => {
    const sealed = seal(ring, place, PLAIN);
    expect(unseal(withOld(ring), place, sealed)).toBe(PLAIN);
    expect(openTampered(sealed, place, makeKeyRing('k1'))).toBe('value_tampered');
  });

  test('re-wrapping touches only the wrapped data key, and needs the old key no longer', () => {
    const sealed = seal(ring, place, PLAIN);
    const both = withOld(ring);
    const moved = rewrap(both, place, sealed);
    expect(keyIdOf(moved)).toBe('k2');
    expect(moved.split('.')[3]).toBe(sealed.split('.')[3]);
    expect(moved.split('.')[2]).not.toBe(sealed.split('.')[2]);
    const { k1: _, ...rest } = Object.fromEntries(both.keys);
    expect(unseal({ ...both, keys: new Map(Object.entries(rest)) }, place, moved)).toBe(PLAIN);
  });

  test('a value of the first format opens, and becomes one of the second', () => {
    const sealed = sealAsBefore(ring, PLAIN);
    expect(unseal(ring, place, sealed)).toBe(PLAIN);
    const both = withOld(ring);
    const moved = rewrap(both, place, sealed);
    expect(moved).toMatch(/^ev2\.k2\./);
    expect(unseal(both, place, moved)).toBe(PLAIN);
  });

  test('a value of one format is not opened as the other', () => {
    expect(openTampered(seal(ring, place, PLAIN).replace('ev2', 'ev1'))).toBe('value_tampered');
    expect(openTampered(sealAsBefore(ring, PLAIN).replace('ev1', 'ev2'))).toBe('value_tampered');
  });

  test('a key renamed to another of the ring is refused', () => {
    const sealed = seal(withOld(ring), place, PLAIN);
    expect(openTampered(sealed.replace('.k2.', '.k1.'), place, withOld(ring))).toBe('value_tampered');
  });
});

test('[ASVS-11.2.5] the error tells nothing of the value, nor what was wrong with it', () => {
  const errors = [
    seal(ring, place, PLAIN).slice(0, -1),
    seal(ring, place, PLAIN).replace('.k1.', '.k7.'),
    PLAIN,
  ].map((sealed) => {
    try {
      return unseal(ring, place, sealed);
    } catch (error) {
      const { code, facts, cause, message } = error as AppError;
      return JSON.stringify({ code, facts, cause, message });
    }
  });
  expect(new Set(errors)).toEqual(
    new Set([
      '{"code":"value_tampered","facts":{"table":"tokens","column":"access_token"},"message":"value_tampered"}',
    ]),
  );
});
