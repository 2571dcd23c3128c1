import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { parseKeyRing } from '@/lib/seal/key-ring';
import { type SealPlace, seal, unseal } from '@/lib/seal/seal';

const line = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const ring = parseKeyRing(line('k1'));
const place: SealPlace = { table: 'tokens', column: 'access_token', rowId: 'row-1', version: 3 };
const PLAIN = 'a value to keep — ключ 🔑';

const openTampered = (sealed: string, at: SealPlace = place, with_ = ring) => {
  try {
    unseal(with_, at, sealed);
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return 'opened';
};

test('what was sealed opens in its place', () => {
  expect(unseal(ring, place, seal(ring, place, PLAIN))).toBe(PLAIN);
});

test('two seals of one text share nothing but their format', () => {
  const [a, b] = [seal(ring, place, PLAIN), seal(ring, place, PLAIN)];
  expect(a.split('.').slice(0, 2)).toEqual(['ev1', 'k1']);
  expect(a.split('.').slice(2)).not.toEqual(b.split('.').slice(2));
});

test('every flipped byte is refused', () => {
  const parts = seal(ring, place, 'short').split('.');
  for (const part of [2, 3]) {
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const flipped = Buffer.from(bytes);
      flipped[index] = (flipped[index] ?? 0) ^ 1;
      const tampered = parts
        .map((text, at) => (at === part ? flipped.toString('base64url') : text))
        .join('.');
      expect(openTampered(tampered)).toBe('value_tampered');
    }
  }
});

test.each([
  ['another row', { ...place, rowId: 'row-2' }],
  ['another column', { ...place, column: 'refresh_token' }],
  ['another table', { ...place, table: 'accounts' }],
  ['an older version put back', { ...place, version: 4 }],
])('a value moved to %s is refused', (_, elsewhere) => {
  expect(openTampered(seal(ring, place, PLAIN), elsewhere)).toBe('value_tampered');
});

test('parts of a place cannot be shifted into each other', () => {
  const shifted = { ...place, table: 'token', column: 'saccess_token' };
  expect(openTampered(seal(ring, place, PLAIN), shifted)).toBe('value_tampered');
});

test.each([4, 8, 12, 15])('a tag cut to %i bytes is refused', (bytes) => {
  const parts = seal(ring, place, PLAIN).split('.');
  const value = Buffer.from(parts[3] ?? '', 'base64url');
  parts[3] = value.subarray(0, value.length - 16 + bytes).toString('base64url');
  expect(openTampered(parts.join('.'))).toBe('value_tampered');
});

test.each(
  [
    ['', 'plain text', 'ev1', 'ev1.k1', 'ev2.k1.AA.AA', 'ev1..AA.AA', 'ev1.k9.AA.AA', 'ev1.k1.AA.AA.AA'],
  ].flat(),
)('«%s» is no sealed value and is never passed through', (text) => {
  expect(openTampered(text)).toBe('value_tampered');
});

test('an older key of the ring still opens; a ring without it does not', () => {
  const old = line('k1');
  const sealed = seal(parseKeyRing(old), place, PLAIN);
  expect(unseal(parseKeyRing(`${line('k2')}\n${old}`), place, sealed)).toBe(PLAIN);
  expect(openTampered(sealed, place, parseKeyRing(line('k1')))).toBe('value_tampered');
});

test('the error tells nothing of the value', () => {
  try {
    unseal(ring, place, seal(ring, place, PLAIN).slice(0, -1));
    expect.unreachable();
  } catch (error) {
    expect(JSON.stringify({ ...(error as AppError), message: String(error) })).not.toContain('value to keep');
  }
});
