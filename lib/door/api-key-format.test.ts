import { expect, test } from 'vitest';
import { hashApiKey, hasKeyShape, makeApiKey } from '@/lib/door/api-key-format';

test('a key is caw_, 256 random bits and a checksum: scanners and docs/http-api.md go by this shape', () => {
  const keys = Array.from({ length: 1000 }, makeApiKey);
  for (const key of keys) {
    expect(key).toMatch(/^caw_[A-Za-z0-9_-]{49}$/);
    expect(hasKeyShape(key)).toBe(true);
  }
  expect(new Set(keys.map((key) => key.slice(4, 47))).size).toBe(1000);
  expect(new Set(keys.map(hashApiKey)).size).toBe(1000);
});

test('a mistyped, cut or lengthened key is no key', () => {
  const key = makeApiKey();
  for (let at = 0; at < key.length; at++) {
    const other = key[at] === 'x' ? 'y' : 'x';
    expect(hasKeyShape(key.slice(0, at) + other + key.slice(at + 1)), `character ${at}`).toBe(false);
  }
  const swapped = key.slice(0, 10) + key[11] + key[10] + key.slice(12);
  for (const odd of ['', 'caw_', key.slice(1), key.slice(0, -1), `${key}A`, `${key}\n`, ` ${key}`])
    expect(hasKeyShape(odd), JSON.stringify(odd)).toBe(false);
  expect(hasKeyShape(swapped)).toBe(key[10] === key[11]);
});
