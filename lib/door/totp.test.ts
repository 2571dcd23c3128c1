import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { isTotpCode, makeTotpSecret, matchingStep, totpUri } from '@/lib/door/totp';
import { qrCode } from '@/lib/door/totp-qr';

/** RFC 6238, appendix B: the ASCII secret "12345678901234567890"; its eight-digit codes end in the six-digit ones. */
const RFC_SECRET = Secret.fromLatin1('12345678901234567890').base32;

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('RFC 6238 test vector at %d s', (seconds, code) => {
  expect(matchingStep(RFC_SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test('one step before and after is let pass and named; two are not', () => {
  const now = new Date('2026-03-01T08:00:15Z');
  const step = Math.floor(now.getTime() / 30_000);
  const secret = makeTotpSecret();
  const codeAt = (delta: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + delta * 30_000 });
  for (const delta of [-1, 0, 1]) expect(matchingStep(secret, codeAt(delta), now)).toBe(step + delta);
  for (const delta of [-3, -2, 2, 3]) expect(matchingStep(secret, codeAt(delta), now)).toBeNull();
});

test.each(['', '12345', '1234567', 'abcdef', '12345a', '１２３４５６', '-12345', '1e5000'])(
  'no code of an app: %j',
  (typed) => {
    expect(isTotpCode(typed)).toBe(false);
    expect(matchingStep(RFC_SECRET, typed, new Date())).toBeNull();
  },
);

test('blanks between the digits are no mistake', () => {
  expect(matchingStep(RFC_SECRET, ' 287 082 ', new Date(59_000))).toBe(1);
});

test('a secret has 160 bits and no two are alike', () => {
  const made = Array.from({ length: 100 }, makeTotpSecret);
  expect(new Set(made).size).toBe(100);
  for (const secret of made) expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
});

test('the address for the app names product, host and person, and fits into one path of a QR code', () => {
  const uri = totpUri(RFC_SECRET, 'ann@acme.example', 'wizard.acme.example');
  const read = new URL(uri);
  expect(decodeURIComponent(read.pathname)).toContain(
    'Coupa Account Wizard wizard.acme.example:ann@acme.example',
  );
  expect(Object.fromEntries(read.searchParams)).toMatchObject({
    secret: RFC_SECRET,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  const { size, path } = qrCode(uri);
  expect(size).toBeGreaterThan(40);
  expect(path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
});
