import { describe, expect, test } from 'vitest';
import { parseInstanceUrl } from '@/lib/coupa/instance-url';
import { isOwnHost } from '@/lib/door/own-host';
import { safeReturnPath } from '@/lib/door/return-path';

const APP_URL = 'https://wizard.acme.example';

/** Spellings about which two parsers of addresses are known to disagree. */
const DISPUTED = [
  '//evil.example',
  '/\\evil.example',
  '/%5Cevil.example',
  '/.//evil.example',
  '/\t/evil.example',
  '/accounts/..//evil.example',
  '/accounts@evil.example',
  '/accounts\u0000.evil.example',
  'https:evil.example',
  'https:/\\evil.example',
  'https://acme.coupahost.com\\.evil.example',
  'https://acme.coupahost.com#@evil.example',
  'https://acme.coupahost.com%2eevil.example',
  'https://acme.coupahost.com。evil.example',
  'https://evil.example?acme.coupahost.com',
  'https://evil.example;acme.coupahost.com',
  'https://acme.coupahost.com:443@evil.example',
  'https://acme.coupahost.com:80:443',
  'https://ａcme.coupahost.com',
  'https://acme.coupahost.com./',
  ' https://acme.coupahost.com ',
  'https://ACME.CoupaHost.com',
];

describe('[ASVS-1.5.3] what is checked is what is used', () => {
  test.each(DISPUTED)('a way back %j: the parser that follows it finds the same place', (wanted) => {
    const path = safeReturnPath(wanted, APP_URL);
    const followed = new URL(path, APP_URL);
    expect(followed.origin).toBe(APP_URL);
    expect(followed.pathname + followed.search).toBe(path);
  });

  test.each(DISPUTED)('an instance %j: the parser that calls it finds the host that was allowed', (typed) => {
    const understood = parseInstanceUrl(typed);
    if (!understood.ok) return expect(understood.message).not.toBe('');
    const called = new URL(understood.origin);
    expect(called.origin).toBe(understood.origin);
    expect(called.hostname).toMatch(/^[a-z0-9-]+\.coupahost\.com$/);
    expect(parseInstanceUrl(called.origin)).toMatchObject({ ok: true, origin: understood.origin });
  });

  test.each([
    'wizard.acme.example.',
    'wizard.acme.example:443',
    'wizard.acme.example@evil.example',
    'wizard.acme.example, evil.example',
    'wizard.acme.example\t',
    'evil.example#wizard.acme.example',
  ])('Host %j is not ours: it is compared, not parsed', (host) => {
    expect(isOwnHost(host, APP_URL)).toBe(false);
  });
});
