import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '@/lib/door/password';
import { passwordProblem } from '@/lib/door/password-rules';
import { newOwnerSchema } from '@/lib/door/person-schema';

const email = 'maya.lindqvist@acme.example';

test.each([
  ['7 characters', 'kv9 tq2'],
  ['7 emoji, which are 14 code units', '🦊🌲🍄🐝🌊🔥🪨'],
  ['201 characters', `${'kv9 tq2!'.repeat(25)}x`],
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
])('refused: %s', (_, password) => {
  expect(passwordProblem(password, email)).toMatch(/^(Enter|This|The) .+\.$/);
});

test.each([
  ['8 characters', 'kv9 tq2!'],
  ['8 emoji', '🦊🌲🍄🐝🌊🔥🪨🌙'],
  ['64 characters', 'kv9 tq2!'.repeat(8)],
  ['200 characters', 'kv9 tq2!'.repeat(25)],
  ['lower case alone', 'horse battery staple'],
  ['digits alone', '8301946275'],
  ['a common word among others', 'the dragon forgot its umbrella'],
])('accepted: %s', (_, password) => {
  expect(passwordProblem(password, email)).toBeNull();
});

test('a short email name forbids nothing', () => {
  expect(passwordProblem('kvanotq2', 'a@acme.example')).toBeNull();
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
  const parsed = newOwnerSchema.safeParse({
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
  const parsed = newOwnerSchema.parse({
    firstName: ' Ann ',
    lastName: 'Lee',
    email: ' Ann@ACME.example ',
    password: 'kv9 tq2!',
  });
  expect(parsed).toMatchObject({ firstName: 'Ann', email: 'ann@acme.example' });
});
