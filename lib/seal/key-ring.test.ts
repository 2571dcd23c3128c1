import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readKeyFile, withKeyLine, withoutKeyLine, writeKeyFile } from '@/lib/seal/key-file';
import { fileProvider } from '@/lib/seal/key-provider';
import { deriveKey } from '@/lib/seal/key-ring';
import { isFileChanged, loadKeyRing, openKeyLines, readKeys } from '@/lib/seal/load-key-ring';
import { makeKeyRing } from '@/test/key-ring';

const folder = () => mkdtempSync(path.join(tmpdir(), 'caw-keys-'));
const key = () => randomBytes(32).toString('base64');
const at = (file: string) => ({ file, provider: fileProvider });

test('[ASVS-13.3.2] the first start makes a ring that only its owner can read, the next start reads it', async () => {
  const file = path.join(folder(), 'below', 'keys');
  const made = await loadKeyRing(at(file), true);
  expect(made.currentId).toBe('k1');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file, 'utf8');
  await loadKeyRing(at(file), true);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a missing ring is not replaced once something was sealed', async () => {
  await expect(loadKeyRing(at(path.join(folder(), 'keys')), false)).rejects.toThrow('keys_missing');
});

test.each([0o640, 0o604, 0o660, 0o601])('[ASVS-13.3.2] a ring with mode %o is refused', async (mode) => {
  const file = path.join(folder(), 'keys');
  writeFileSync(file, `k1:${key()}\n`, { mode: 0o600 });
  chmodSync(file, mode);
  await expect(loadKeyRing(at(file), true)).rejects.toThrow('keys_wrong');
});

test('comments and blank lines are skipped, the newest key comes first', async () => {
  const ring = await openKeyLines(`# rotated in spring\n\nk2:${key()}\r\nk1:${key()}\n`, fileProvider);
  expect(ring.currentId).toBe('k2');
  expect([...ring.keys.keys()]).toEqual(['k2', 'k1']);
});

test.each([
  ['nothing', ''],
  ['a key of 128 bits', `k1:${randomBytes(16).toString('base64')}`],
  ['a key of 31 bytes', `k1:${randomBytes(31).toString('base64')}`],
  ['a key of 33 bytes', `k1:${randomBytes(33).toString('base64')}`],
  ['an id twice', `k1:${key()}\nk1:${key()}`],
  ['another id', `key:${key()}`],
  ['words', 'hello'],
  ['a ciphertext of Vault', 'k1:vault:v1:bWFkZSB1cCwgbm90IGEgY2lwaGVydGV4dA=='],
])('[ASVS-11.2.3] a ring with %s is refused: a key has 256 bits, no more and no less', async (_, text) => {
  await expect(openKeyLines(text, fileProvider)).rejects.toThrow('keys_wrong');
});

test('[ASVS-11.2.3] keys of the ring and derived keys have 256 bits', async () => {
  const { keys } = await openKeyLines(`k1:${key()}`, fileProvider);
  expect(keys.get('k1')?.symmetricKeySize).toBe(32);
  expect(deriveKey(makeKeyRing(), 'a')).toHaveLength(32);
});

test('derived keys differ by purpose, stay the same for one, and outlive the keys of the ring', () => {
  const ring = makeKeyRing('k1');
  expect(deriveKey(ring, 'a').equals(deriveKey(ring, 'a'))).toBe(true);
  expect(deriveKey(ring, 'a').equals(deriveKey(ring, 'b'))).toBe(false);
  const rotated = { ...makeKeyRing('k2'), root: ring.root };
  expect(deriveKey(rotated, 'a').equals(deriveKey(ring, 'a'))).toBe(true);
  expect(() => deriveKey({ ...ring, root: null }, 'a')).toThrow('keys_wrong');
});

test('the file is replaced in one step, stays private, and leaves nothing half written beside it', async () => {
  const file = path.join(folder(), 'keys');
  const ring = await loadKeyRing(at(file), true);
  const { source } = ring;
  if (!source) throw new Error('no source');
  expect(isFileChanged(source)).toBe(false);
  const text = `# kept\n${readFileSync(file, 'utf8')}`;
  writeKeyFile(file, withKeyLine(text, { id: 'k2', text: key() }));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.dirname(file))).toEqual(['keys']);
  expect(isFileChanged(source)).toBe(true);
  expect([...(await readKeys(source)).keys.keys()]).toEqual(['k2', 'k1']);
  expect(isFileChanged(source)).toBe(false);
  const without = withoutKeyLine(readFileSync(file, 'utf8'), 'k1');
  expect(without).toContain('# kept');
  expect([...(await openKeyLines(without, fileProvider)).keys.keys()]).toEqual(['k2']);
});

test('a first ring never replaces one that another process made meanwhile: both take the same', () => {
  const directory = folder();
  const file = path.join(directory, 'keys');
  const made = `k1:${key()}\n`;
  writeKeyFile(file, made, { isNew: true });
  writeKeyFile(file, `k1:${key()}\n`, { isNew: true });
  expect(readKeyFile(file)).toBe(made);
  expect(readdirSync(directory)).toEqual(['keys']);
});
