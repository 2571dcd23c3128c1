import { describe, expect, it } from 'vitest';
import { isAllowedInstanceOrigin, parseInstanceUrl } from '@/lib/coupa/instance-url';

const EXTRA = ['localhost:4000', '127.0.0.1:4001', '[::1]:4002', 'coupa.intra.example', 'intra.example:8443'];

describe('parseInstanceUrl understands what administrators paste', () => {
  it.each([
    'https://acme.coupahost.com',
    'acme.coupahost.com',
    'ACME.CoupaHost.com',
    'acme.coupahost.com.',
    'acme.coupahost.com/',
    'https://acme.coupahost.com./',
    '  https://acme.coupahost.com \n',
    '"https://acme.coupahost.com"',
    '“https://acme.coupahost.com”',
    '<https://acme.coupahost.com>',
    '(https://acme.coupahost.com),',
    "'acme.coupahost.com';",
    'https:/acme.coupahost.com',
    '//acme.coupahost.com',
    'https://https://acme.coupahost.com',
    '\u200bacme\u200b.coupahost.com\ufeff',
  ])('%j, with nothing left out', (typed) => {
    expect(parseInstanceUrl(typed)).toEqual({
      ok: true,
      origin: 'https://acme.coupahost.com',
      host: 'acme.coupahost.com',
      kind: 'customer',
      isProbablyTest: false,
      testMarker: null,
      leftOut: [],
    });
  });

  it.each([
    ['https://acme.coupahost.com/session/new', ['/session/new']],
    ['acme.coupahost.com/api', ['/api']],
    ['acme.coupahost.com/api/', ['/api/']],
    ['http://acme.coupahost.com', ['http:// (https:// is used)']],
    ['HTTP://acme.coupahost.com/user/home?a=b#c', ['http:// (https:// is used)', '/user/home?a=b#c']],
    ['acme.coupahost.com?x=evil.io', ['?x=evil.io']],
    ['acme.coupahost.com#evil.io', ['#evil.io']],
    ['acme.coupahost.com/login@evil.io', ['/login@evil.io']],
    ['https://acme.coupahost.com:443/', [':443']],
  ])('%j and says what it left out', (typed, leftOut) => {
    expect(parseInstanceUrl(typed)).toMatchObject({ origin: 'https://acme.coupahost.com', leftOut });
  });

  it.each([
    ['acme-test.coupahost.com', 'customer', '-test'],
    ['acme-uat2.coupahost.com', 'customer', '-uat'],
    ['acme.coupacloud.com', 'partner', 'coupacloud.com'],
    ['r39.coupadev.com', 'coupa-internal', 'coupadev.com'],
  ])('%s is a %s instance, not production because of %s', (typed, kind, testMarker) => {
    expect(parseInstanceUrl(typed)).toMatchObject({ kind, isProbablyTest: true, testMarker });
  });

  it.each([
    ['localhost:4000', 'http://localhost:4000', 'practice'],
    ['http://localhost:4000/oauth2/clients', 'http://localhost:4000', 'practice'],
    ['https://localhost:4000', 'https://localhost:4000', 'practice'],
    ['127.0.0.1:4001', 'http://127.0.0.1:4001', 'practice'],
    ['http://[::1]:4002', 'http://[::1]:4002', 'practice'],
    ['http://coupa.intra.example', 'https://coupa.intra.example', 'extra'],
    ['COUPA.intra.example:443', 'https://coupa.intra.example', 'extra'],
    ['intra.example:8443', 'https://intra.example:8443', 'extra'],
  ])('%s, when the configuration adds it', (typed, origin, kind) => {
    expect(parseInstanceUrl(typed, EXTRA)).toMatchObject({ ok: true, origin, kind });
    expect(parseInstanceUrl(typed)).toMatchObject({ ok: false });
  });
});

describe('parseInstanceUrl refuses', () => {
  it.each([
    ['', 'empty'],
    [' \n"" ', 'empty'],
    ['file:///etc/passwd', 'wrong-scheme'],
    ['javascript:alert(1)', 'wrong-scheme'],
    ['javascript://acme.coupahost.com/%0aalert(1)', 'wrong-scheme'],
    ['data:text/html,x', 'wrong-scheme'],
    ['ftp://acme.coupahost.com', 'wrong-scheme'],
    ['https://user:pw@acme.coupahost.com', 'userinfo'],
    ['acme.coupahost.com@evil.io', 'userinfo'],
    ['acme.coupahost.com:443@evil.io', 'userinfo'],
    ['user:pw@acme.coupahost.com', 'userinfo'],
    ['https://127.1', 'ip-address'],
    ['0x7f.1', 'ip-address'],
    ['2130706433', 'ip-address'],
    ['0x7f000001', 'ip-address'],
    ['169.254.169.254', 'ip-address'],
    ['http://[::1]', 'ip-address'],
    ['[::1]:4000', 'ip-address'],
    ['https://[::ffff:7f00:1]/', 'ip-address'],
    ['localhost', 'other-domain'],
    ['localhost:3000', 'other-domain'],
    ['acme.coupahost.com.evil.io', 'other-domain'],
    ['evil.io#.coupahost.com', 'other-domain'],
    ['evil.io/.coupahost.com', 'other-domain'],
    ['evil.io?.coupahost.com', 'other-domain'],
    ['https://evil.io\\.coupahost.com', 'not-an-address'],
    ['evilcoupahost.com', 'other-domain'],
    ['acme.evilcoupahost.com', 'other-domain'],
    ['acme.coupa.com', 'other-domain'],
    ['acme.coupahost', 'other-domain'],
    ['acme.coupahost.co', 'other-domain'],
    ['аcme.coupahost.com', 'look-alike'],
    ['acme.coupahоst.com', 'look-alike'],
    ['acme。coupahost.com', 'look-alike'],
    ['xn--cme-7cd.coupahost.com', 'look-alike'],
    ['acme.coupahost.com:22', 'port'],
    ['http://acme.coupahost.com:80', 'port'],
    ['acme', 'bare-word'],
    ['coupahost.com', 'no-instance-name'],
    ['acme.risk.coupahost.com', 'sibling-product'],
    ['acme.ctm.coupahost.com', 'sibling-product'],
    ['acme.cso.coupacloud.com', 'sibling-product'],
    ['supplier.coupahost.com', 'sibling-product'],
    ['sso-prd1.coupahost.com', 'sibling-product'],
    ['identity-prd.io.coupahost.com', 'sibling-product'],
    ['a.b.coupahost.com', 'too-many-labels'],
    ['www.acme.coupahost.com', 'too-many-labels'],
    ['acme test.coupahost.com', 'not-an-address'],
    ['acme\n.coupahost.com', 'not-an-address'],
    ['-acme.coupahost.com', 'not-an-address'],
    ['acme..coupahost.com', 'not-an-address'],
    ['acme%2ecoupahost.com', 'not-an-address'],
    [`${'a'.repeat(64)}.coupahost.com`, 'not-an-address'],
    [`${'a'.repeat(3000)}.coupahost.com`, 'not-an-address'],
    ['https://', 'not-an-address'],
  ])('%j: %s', (typed, reason) => {
    const answer = parseInstanceUrl(typed, EXTRA.slice(0, 1));
    expect(answer).toMatchObject({ ok: false, reason });
    expect(answer.ok ? '' : answer.message).toMatch(/^.{20,240}$/u);
  });

  it.each([
    ['acme', /acme\.coupahost\.com/],
    ['acme.risk.coupahost.com', /Risk Assess/],
    ['acme.coupahost.com.evil.io', /belongs to evil\.io/],
    ['www.acme.coupahost.com', /Did you mean acme\.coupahost\.com\?/],
    ['acme.coupahost', /Did you mean acme\.coupahost\.com\?/],
    ['acme.coupahost.com:8080', /Leave out :8080/],
  ])('%s and says what is right', (typed, message) => {
    expect(parseInstanceUrl(typed)).toMatchObject({ message: expect.stringMatching(message) });
  });
});

describe('isAllowedInstanceOrigin', () => {
  it.each([
    ['https://acme.coupahost.com', true],
    ['http://localhost:4000', true],
    ['https://intra.example:8443', true],
    ['http://acme.coupahost.com', false],
    ['http://intra.example:8443', false],
    ['https://acme.coupahost.com/', false],
    ['https://acme.coupahost.com:443', false],
    ['HTTPS://acme.coupahost.com', false],
    ['acme.coupahost.com', false],
    ['http://localhost:4001', false],
    ['http://127.0.0.1:4000', false],
    ['http://127.1:4001', false],
    ['https://169.254.169.254', false],
    ['null', false],
  ])('%s: %s', (origin, allowed) => {
    expect(isAllowedInstanceOrigin(origin, EXTRA)).toBe(allowed);
  });
});
