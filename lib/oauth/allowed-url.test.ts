import { describe, expect, test } from 'vitest';
import { isAllowedInstanceOrigin } from '@/lib/coupa/instance-url';
import { AppError } from '@/lib/errors';
import { checkUrl } from '@/lib/oauth/allowed-url';

const LISTED = ['localhost:4000', '127.0.0.1:4001', 'coupa.corp.example:8443'];
const rules = {
  isAllowed: (origin: string) => isAllowedInstanceOrigin(origin, LISTED),
  loopbackHosts: LISTED,
};
/** Lets every origin pass, to see what is refused all the same. */
const open = { isAllowed: () => true, loopbackHosts: LISTED };

describe('[RFC9700-37] [ASVS-1.3.6] [ASVS-13.2.4] SSRF by the instance URL', () => {
  test.each([
    ['https://acme.coupahost.com/oauth2/token', false],
    ['https://acme.coupacloud.com:443/x', false],
    ['http://localhost:4000/oauth2/token', true],
    ['http://127.0.0.1:4001/', true],
    ['https://coupa.corp.example:8443/', true],
  ])('%s may be called', (url, isListed) => {
    expect(checkUrl(url, rules)).toMatchObject({ isListed });
  });

  test.each([
    ...[
      'https://127.1/',
      'https://0x7f.1/',
      'https://2130706433/',
      'https://[::ffff:7f00:1]/',
      'https://[::1]/',
    ],
    ...[
      'https://169.254.169.254/',
      'https://localhost/',
      'http://localhost:4001/',
      'https://x.coupahost.com.evil.io/',
    ],
    ...[
      'https://evil.io#.coupahost.com',
      'https://user:pw@acme.coupahost.com/',
      'https://acme.coupahost.com:22/',
    ],
    ...[
      'file:///etc/passwd',
      'ftp://acme.coupahost.com/',
      'http://acme.coupahost.com/',
      'https://аcme.coupahost.com/',
    ],
    ...[
      'https://acme.coupahost.com./',
      'http://coupa.corp.example:8443/',
      'data:text/plain,x',
      'not an address',
      '',
    ],
  ])('%s is refused', (url) => {
    expect(() => checkUrl(url, rules)).toThrow(expect.objectContaining({ code: 'instance_not_allowed' }));
  });

  test.each([
    'http://acme.coupahost.com/',
    'https://8.8.8.8/',
    'https://u:p@acme.coupahost.com/',
    'http://localhost:9/',
    'http://coupa.corp.example:8443/',
  ])('%s is refused even if its origin were allowed', (url) =>
    expect(() => checkUrl(url, open)).toThrow(AppError),
  );

  test('the refusal names the host and not the user name', () => {
    const refused = () => checkUrl('https://made-up-user:pw@evil.example/', rules);
    expect(refused).toThrow(expect.objectContaining({ facts: { host: 'evil.example' } }));
  });
});
