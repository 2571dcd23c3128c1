import { expect, test } from 'vitest';
import { readRestoreOptions } from '@/scripts/restore-options';

test('one file for the embedded database, or word that the server was put back', () => {
  expect(readRestoreOptions(['a.tar.gz'], false)).toEqual({ file: 'a.tar.gz', triesTokens: false });
  expect(readRestoreOptions(['--try-tokens', 'a.tar.gz'], false)).toEqual({
    file: 'a.tar.gz',
    triesTokens: true,
  });
  expect(readRestoreOptions(['--postgres'], true)).toEqual({ file: null, triesTokens: false });
});

test.each<[string[], boolean, RegExp]>([
  [[], false, /Use: .*file\.tar\.gz/],
  [['--try-tokens'], false, /Use: .*file\.tar\.gz/],
  [['a.tar.gz', 'b.tar.gz'], false, /Use: .*file\.tar\.gz/],
  [['--postgres'], false, /Use: .*file\.tar\.gz/],
  [['--postgre'], false, /--postgre'.*Use: .*file\.tar\.gz/s],
  [[], true, /Use: .*--postgres/],
  [['a.tar.gz'], true, /Use: .*--postgres/],
  [['--postgres', 'a.tar.gz'], true, /Use: .*--postgres/],
])('%j with DATABASE_URL %s is refused with how to use it', (args, hasServer, words) => {
  expect(() => readRestoreOptions(args, hasServer)).toThrow(words);
});
