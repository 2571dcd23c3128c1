import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashNewPassword, isLeakedPassword } from '@/lib/door/new-password';
import { hashPassword, verifyPassword } from '@/lib/door/password';
import { passwordProblem } from '@/lib/door/password-rules';
import { newPersonSchema } from '@/lib/door/person-schema';

const email = 'maya.lindqvist@acme.example';

test.each([
  ['nothing', ''],
  ['7 characters', 'kv9 tq2'],
  ['7 emoji, which are 14 code units', '🦊🌲🍄🐝🌊🔥🪨'],
  ['7 families, which are 49 code points', '👨‍👩‍👧‍👦'.repeat(7)],
  ['201 characters', `${'kv9 tq2!'.repeat(25)}x`],
  ['200 characters of a dozen parts each', `kv9${'👨‍👩‍👧‍👦'.repeat(197)}`],
  ['the head of every list', 'password'],
  ['with signs a guesser adds', 'Welcome2026!'],
  ['with letters swapped for signs', 'P@ssw0rd1'],
  ['a row of digits', '1234567890'],
  ['a row of keys', 'qwertyuiop'],
  ['keys in a pattern', '1qaz2wsx'],
  ['one character', 'aaaaaaaaaa'],
  ['two characters in turn', 'abababababab'],
  ['full-width letters of a common one', 'ｐａｓｓｗｏｒｄ'],
  ['the email name', 'my-Maya.Lindqvist-key'],
  ['the product name', 'coupa account wizard 7'],
])('[ASVS-6.2.1] [ASVS-6.2.4] [ASVS-6.2.11] refused: %s', (_, password) => {
  expect(passwordProblem(password, email)).toMatch(/^(Enter|This|The) .+\.$/);
});

test.each([
  ['8 characters', 'kv9 tq2!'],
  ['8 emoji', '🦊🌲🍄🐝🌊🔥🪨🌙'],
  ['8 characters, some of several parts', '👨‍👩‍👧🏳️‍🌈e\u0301क्षि🦊🌲🍄🐝'],
  ['64 characters', 'kv9 tq2!'.repeat(8)],
  ['200 characters', 'kv9 tq2!'.repeat(25)],
  ['lower case alone', 'horse battery staple'],
  ['digits alone', '8301946275'],
  ['a common word among others', 'the dragon forgot its umbrella'],
])('[ASVS-6.2.1] [ASVS-6.2.5] [ASVS-6.2.9] accepted: %s', (_, password) => {
  expect(passwordProblem(password, email)).toBeNull();
});

test('a short email name forbids nothing', () => {
  expect(passwordProblem('kvanotq2', 'a@acme.example')).toBeNull();
});

test('[ASVS-6.2.4] [ASVS-6.2.12] each of 10,000 leaked passwords is refused on the server, in any case', async () => {
  const leaked: string[] = JSON.parse(readFileSync('lib/door/leaked-passwords.json', 'utf8'));
  expect(new Set(leaked).size).toBeGreaterThanOrEqual(3000);
  const letIn = leaked.filter((password) => !isLeakedPassword(password.toUpperCase()));
  expect(letIn).toEqual([]);
  expect(leaked.every((password) => [...password].length >= 8)).toBe(true);
  // One that no other rule knows.
  expect(passwordProblem('rush2112', email)).toBeNull();
  await expect(
    hashNewPassword({ password: 'Rush2112', email, field: 'owner.password' }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    facts: { field: 'owner.password', message: expect.stringContaining('leaks') },
  });
});

test('[ASVS-6.2.8] a password counts as it was typed: no character is cut off or changed in case', async () => {
  const password = `  Kv9 tQ2! ${'ü'.repeat(187)}x `;
  const stored = await hashNewPassword({ password, email, field: 'password' });
  expect(await verifyPassword(password, stored)).toBe(true);
  for (const other of [password.trim(), password.toLowerCase(), password.slice(0, -2), `${password}x`])
    expect(await verifyPassword(other, stored), other).toBe(false);
});

test('a stored hash opens with its password alone, and is salted', async () => {
  const stored = await hashPassword('kv9 tq2!');
  expect(stored).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(stored).not.toBe(await hashPassword('kv9 tq2!'));
  expect(await verifyPassword('kv9 tq2!', stored)).toBe(true);
  expect(await verifyPassword('kv9 tq2?', stored)).toBe(false);
});

test('the same characters composed another way are the same password', async () => {
  const stored = await hashPassword('caf\u00e9 noir 12');
  expect(await verifyPassword('cafe\u0301 noir 12', stored)).toBe(true);
});

test('nobody is opened by nothing, and costs as much as somebody', async () => {
  const stored = await hashPassword('kv9 tq2!');
  const timed = async (hash: string | null) => {
    const from = performance.now();
    expect(await verifyPassword('kv9 tq2?', hash)).toBe(false);
    return performance.now() - from;
  };
  expect(await timed(null)).toBeGreaterThan((await timed(stored)) / 3);
});

test('a form with several mistakes hears of all of them', () => {
  const parsed = newPersonSchema.safeParse({
    firstName: '',
    lastName: 'Lee',
    email: 'maya',
    password: 'short',
  });
  expect(parsed.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
    'email',
    'firstName',
    'password',
  ]);
});

test('an email is kept in one spelling', () => {
  const parsed = newPersonSchema.parse({
    firstName: ' Ann ',
    lastName: 'Lee',
    email: ' Ann@ACME.example ',
    password: 'kv9 tq2!',
  });
  expect(parsed).toMatchObject({ firstName: 'Ann', email: 'ann@acme.example' });
});
