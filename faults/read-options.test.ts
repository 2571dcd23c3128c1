import { expect, test } from 'vitest';
import { readOptions } from '@/faults/read-options';

test('what is typed is taken, and what is left out has a value', () => {
  expect(readOptions(['--minutes', '0.5', '--seed', '7', '--only', 'f1,F8'])).toEqual({
    minutes: 0.5,
    seed: 7,
    only: ['F1', 'F8'],
    isShort: false,
  });
  expect(readOptions(['--short'])).toMatchObject({ minutes: 10, only: null, isShort: true });
  expect(readOptions([]).seed).not.toBe(readOptions([]).seed);
});

test.each([
  [['15'], /Use: npm run faults/],
  [['--minute', '15'], /--minute.*\nUse: npm run faults/s],
  [['--minutes', 'ten'], /--minutes is a number up to 1440, not “ten”/],
  [['--minutes', ''], /--minutes is a number/],
  [['--minutes=-1'], /--minutes is a number/],
  [['--seed', '1e99'], /--seed is a number/],
  [['--only', 'F1,F99'], /There is no scenario F99\. There are F1,/],
])('%j is refused in words', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
