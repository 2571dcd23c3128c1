import { expect, it } from 'vitest';
import { asCode, countOf, listAsCode, listEveryCode, unmark } from '@/lib/coupa/marked';

it.each([
  ['core.a.read', '`core.a.read`'],
  ['a`b', "`a'b`"],
  ['[x](https://evil.example)', '`[x] (https://evil.example)`'],
  ['a\nb\u202ec', '`a b c`'],
  ['', '` `'],
  ['x'.repeat(200), `\`${'x'.repeat(160)}…\``],
])('%j becomes one piece of code', (text, code) => {
  expect(asCode(text)).toBe(code);
});

it('lists a few, counts the rest, or leaves nothing out', () => {
  const names = ['a', 'b', 'c'];
  expect(listAsCode([])).toBe('');
  expect(listAsCode(['a'])).toBe('`a`');
  expect(listAsCode(names)).toBe('`a`, `b` and `c`');
  expect(listAsCode(names, 1)).toBe('`a` and 2 more');
  expect(listEveryCode(names)).toBe('`a`, `b` and `c`');
  expect(countOf(1, 'scope')).toBe('1 scope');
  expect(countOf(1200, 'scope')).toBe('1,200 scopes');
});

it('goes back to plain text', () => {
  expect(unmark('Press **Save** in [Coupa](https://a.b/c): `x`.')).toBe(
    'Press Save in Coupa (https://a.b/c): x.',
  );
});
