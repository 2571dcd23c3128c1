import { expect, test } from 'vitest';
import { isOwnHost } from '@/lib/door/own-host';

test.each([
  ['localhost:3000', 'http://localhost:3000', true],
  ['127.0.0.1:3000', 'http://localhost:3000', true],
  ['[::1]:3000', 'http://localhost:3000', true],
  ['LOCALHOST:3000', 'http://localhost:3000', true],
  ['localhost:3001', 'http://localhost:3000', false],
  ['localhost', 'http://localhost:3000', false],
  ['wizard.acme.example', 'https://wizard.acme.example', true],
  ['wizard.acme.example.evil.example', 'https://wizard.acme.example', false],
  ['localhost', 'https://wizard.acme.example', false],
  ['evil.example', 'http://localhost:3000', false],
  [null, 'http://localhost:3000', false],
])('Host %j for %s: %s', (host, appUrl, expected) => {
  expect(isOwnHost(host, appUrl)).toBe(expected);
});
