import { expect, test } from 'vitest';
import { isSameSecret } from '@/lib/oauth/same-secret';

test.each([
  ['made-up', 'made-up', true],
  ['', '', true],
  ['made-up', 'made-uq', false],
  ['made-up', 'made-up-and-longer', false],
  ['made-up', '', false],
  [null, null, false],
  [undefined, undefined, false],
  [null, 'null', false],
] as const)('[ASVS-11.2.4] «%s» and «%s»: %s, whatever their lengths', (a, b, isSame) => {
  expect(isSameSecret(a, b)).toBe(isSame);
});
