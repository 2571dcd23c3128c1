import { expect, test } from 'vitest';
import { safeReturnPath } from '@/lib/door/return-path';

const APP = 'http://localhost:3000';

test.each(['/accounts', '/accounts/5f0c/setup/scopes', '/accounts?filter=attention&page=2', '/help'])(
  'leads back to %s',
  (path) => {
    expect(safeReturnPath(path, APP)).toBe(path);
  },
);

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/%5Cevil.example',
  '/%2F/evil.example',
  'https:evil.example',
  'https://evil.example/accounts',
  'http://localhost:3000/accounts',
  'javascript:alert(1)',
  '/.//evil.example',
  '/accounts/..//evil.example',
  '/accounts/../api/auth/signout',
  '/\t/evil.example',
  '/accounts\r\nSet-Cookie: a=b',
  '/accounts%0d%0aSet-Cookie:a=b',
  '/accountsx',
  '/sign-in',
  '/api/accounts',
  `/accounts/${'a'.repeat(4096)}`,
  '',
  undefined,
  ['/accounts', '//evil.example'],
])('[RFC9700-12] leads %j to the accounts', (path) => {
  expect(safeReturnPath(path, APP)).toBe('/accounts');
});
