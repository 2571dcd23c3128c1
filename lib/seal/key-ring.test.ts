import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deriveKey, loadKeyRing, parseKeyRing } from '@/lib/seal/key-ring';

const folder = () => mkdtempSync(path.join(tmpdir(), 'caw-keys-'));
const key = () => randomBytes(32).toString('base64');

test('the first start makes a ring that only its owner can read, the next start reads it', () => {
  const file = path.join(folder(), 'below', 'keys');
  const made = loadKeyRing(file, true);
  expect(made.currentId).toBe('k1');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file, 'utf8');
  loadKeyRing(file, true);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a missing ring is not replaced once something was sealed', () => {
  expect(() => loadKeyRing(path.join(folder(), 'keys'), false)).toThrow('keys_missing');
});

test('a ring that others may read is refused', () => {
  const file = path.join(folder(), 'keys');
  writeFileSync(file, `k1:${key()}\n`, { mode: 0o600 });
  chmodSync(file, 0o640);
  expect(() => loadKeyRing(file, true)).toThrow('keys_wrong');
});

test('comments and blank lines are skipped, the newest key comes first', () => {
  const ring = parseKeyRing(`# rotated in spring\n\nk2:${key()}\nk1:${key()}\n`);
  expect(ring.currentId).toBe('k2');
  expect([...ring.keys.keys()]).toEqual(['k2', 'k1']);
});

test.each([
  ['nothing', ''],
  ['a short key', `k1:${randomBytes(16).toString('base64')}`],
  ['an id twice', `k1:${key()}\nk1:${key()}`],
  ['another id', `key:${key()}`],
  ['words', 'hello'],
])('a ring with %s is refused', (_, text) => {
  expect(() => parseKeyRing(text)).toThrow('keys_wrong');
});

test('derived keys differ by purpose and stay the same for one', () => {
  const ring = parseKeyRing(`k1:${key()}`);
  expect(deriveKey(ring, 'a').equals(deriveKey(ring, 'a'))).toBe(true);
  expect(deriveKey(ring, 'a').equals(deriveKey(ring, 'b'))).toBe(false);
});
