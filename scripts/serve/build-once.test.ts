import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { needsBuild } from '@/scripts/serve/build-once';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'caw-build-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a file and sets its time and its folder's, in seconds. */
function write(file: string, changedAt: number) {
  const whole = path.join(root, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, '');
  for (const each of [whole, path.dirname(whole)]) utimesSync(each, changedAt, changedAt);
}

test('a tree without a build needs one', () => {
  write('app/page.tsx', 100);
  expect(needsBuild(root)).toBe(true);
});

test('a build that was ended before its files were packed is none', () => {
  write('app/page.tsx', 100);
  write('.next/BUILD_ID', 200);
  expect(needsBuild(root)).toBe(true);
});

test('a build newer than every source is enough', () => {
  write('app/page.tsx', 100);
  write('.next/packed.json', 200);
  expect(needsBuild(root)).toBe(false);
});

test.each(['app/page.tsx', 'lib/deep/down.ts', 'package-lock.json', 'proxy.ts'])(
  'a newer %s needs a build',
  (file) => {
    write('.next/packed.json', 200);
    write(file, 300);
    utimesSync(root, 100, 100);
    expect(needsBuild(root)).toBe(true);
  },
);

test('a newer test, script or README needs none', () => {
  write('.next/packed.json', 200);
  write('lib/deep/down.test.ts', 300);
  utimesSync(path.join(root, 'lib/deep'), 100, 100);
  utimesSync(path.join(root, 'lib'), 100, 100);
  write('scripts/start.ts', 300);
  write('README.md', 300);
  expect(needsBuild(root)).toBe(false);
});
