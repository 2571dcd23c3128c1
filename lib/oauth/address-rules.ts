import { BlockList, isIPv4 } from 'node:net';

/** Addresses that mean this machine or its own network. Reached only for hosts that the configuration lists. */
const OWN_NETWORK = blockList(
  ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ['::1/128', 'fc00::/7'],
);

/**
 * Never the address of a web server, whatever the configuration says: unspecified, link-local with the metadata
 * services of clouds, documentation, benchmarks, multicast, reserved (RFC 6890), and IPv6 forms that carry an IPv4 address.
 */
const NEVER = blockList(
  [
    ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
    ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
);

/** Global unicast, RFC 4291 §2.4. Everything else of IPv6 is local, mapped, translated or unassigned. */
const GLOBAL_IPV6 = blockList([], ['2000::/3']);

/** An address out in the internet. Anything that is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !NEVER.check(address) && !OWN_NETWORK.check(address);
  return GLOBAL_IPV6.check(address, 'ipv6') && !NEVER.check(address, 'ipv6');
}

/** Loopback or a private network, written plainly. */
export function isOwnNetworkAddress(address: string): boolean {
  if (isIPv4(address)) return OWN_NETWORK.check(address);
  // BlockList unwraps ::ffff:127.0.0.1, which nobody writes without wanting to hide something.
  return !address.toLowerCase().startsWith('::ffff:') && OWN_NETWORK.check(address, 'ipv6');
}

function blockList(ipv4: string[], ipv6: string[]): BlockList {
  const list = new BlockList();
  const add = (family: 'ipv4' | 'ipv6') => (range: string) => {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  };
  ipv4.forEach(add('ipv4'));
  ipv6.forEach(add('ipv6'));
  return list;
}
