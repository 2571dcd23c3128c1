import { describe, expect, test } from 'vitest';
import { isOwnNetworkAddress, isPublicAddress } from '@/lib/oauth/address-rules';

const kindOf = (address: string) =>
  isPublicAddress(address) ? 'public' : isOwnNetworkAddress(address) ? 'own network' : 'never';

describe('[RFC9700-37] [ASVS-1.3.6] addresses that a host name may lead to', () => {
  test.each(['8.8.8.8', '52.1.2.3', '172.15.255.255', '172.32.0.1', '100.63.255.255', '2606:4700::1111'])(
    '%s is out in the internet',
    (address) => expect(kindOf(address)).toBe('public'),
  );

  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '::1',
    'fd12::1',
  ])('%s is the own network: only for hosts that the configuration lists', (address) =>
    expect(kindOf(address)).toBe('own network'),
  );

  test.each([
    ...[
      '0.0.0.0',
      '169.254.169.254',
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      'fe80::1',
    ],
    ...['ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::FFFF:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::'],
    ...['2001:db8::1', '2001::1', 'acme.coupahost.com', '127.1', '0x7f.1', '2130706433', ''],
  ])('"%s" is never called', (address) => expect(kindOf(address)).toBe('never'));
});
