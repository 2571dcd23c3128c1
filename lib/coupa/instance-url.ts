import { type Address, type AddressProblem, readAddress } from '@/lib/coupa/address';
import {
  COUPA_DOMAINS,
  findSibling,
  findTestMarker,
  type InstanceKind,
  isHostLabel,
  isIpAddress,
  isLoopback,
} from '@/lib/coupa/instance-hosts';

export interface UnderstoodInstance {
  ok: true;
  /** `https://acme-test.coupahost.com`; plain http only for loopback hosts that the configuration allows. */
  origin: string;
  /** With its port, if it has one. */
  host: string;
  kind: InstanceKind;
  isProbablyTest: boolean;
  /** The part of the host that says so, for example `-test`. */
  testMarker: string | null;
  /** What was typed and is not used, for example `/session/new`, or `http:// (https:// is used)`. */
  leftOut: string[];
}

export type InstanceProblem =
  | AddressProblem
  | 'bare-word'
  | 'ip-address'
  | 'other-domain'
  | 'no-instance-name'
  | 'sibling-product'
  | 'too-many-labels'
  | 'port';

export type InstanceResult = UnderstoodInstance | { ok: false; message: string; reason: InstanceProblem };

const RIGHT = 'It looks like https://acme.coupahost.com';

/** Understands whatever address of a Coupa instance was pasted, or says what is wrong with it and what is right. */
export function parseInstanceUrl(typed: string, extraHosts: readonly string[] = []): InstanceResult {
  const read = readAddress(typed);
  if (!read.ok) return refuse(read.problem, ADDRESS_MESSAGES[read.problem]);
  return findExtra(read.address, extraHosts) ?? understandCoupaHost(read.address);
}

/** The outbound guard's question: is this exactly the origin of an instance that may be called? */
export function isAllowedInstanceOrigin(origin: string, extraHosts: readonly string[] = []): boolean {
  const understood = parseInstanceUrl(origin, extraHosts);
  return understood.ok && understood.origin === origin;
}

const ADDRESS_MESSAGES: Record<AddressProblem, string> = {
  empty: `Enter the address of your Coupa instance. ${RIGHT}`,
  'wrong-scheme': `The address must start with https://. ${RIGHT}`,
  userinfo: `The address contains a user name before an @ sign, which hides where it leads. ${RIGHT}`,
  'look-alike': `The address contains a letter that only looks like a plain one. Type it by hand. ${RIGHT}`,
  'not-an-address': `This is not a web address. ${RIGHT}`,
};

const refuse = (reason: InstanceProblem, message: string): InstanceResult => ({ ok: false, reason, message });

/** Hosts the configuration adds. They are compared as text, port included, so `127.1` never passes for `127.0.0.1`. */
function findExtra(address: Address, extraHosts: readonly string[]): UnderstoodInstance | null {
  const { hostname, port } = address;
  const isLocal = isLoopback(hostname);
  const scheme = isLocal ? (address.scheme ?? 'http') : 'https';
  const defaultPort = scheme === 'https' ? ':443' : ':80';
  const normalise = (host: string) => host.toLowerCase().replace(new RegExp(`${defaultPort}$`), '');
  const host = normalise(port ? `${hostname}:${port}` : hostname);
  if (!extraHosts.some((extra) => normalise(extra) === host)) return null;
  const kind = isLocal ? 'practice' : 'extra';
  return understood(scheme, host, kind, leftOut(address, scheme));
}

function understandCoupaHost(address: Address): InstanceResult {
  const { hostname, port } = address;
  if (isIpAddress(hostname)) {
    return refuse('ip-address', `${hostname} is an IP address. A Coupa instance has a name. ${RIGHT}`);
  }
  const labels = hostname.split('.');
  if (!labels.every(isHostLabel)) return refuse('not-an-address', ADDRESS_MESSAGES['not-an-address']);
  const domain = labels.slice(-2).join('.');
  const kind = COUPA_DOMAINS[domain];
  if (!kind) return refuseOtherDomain(hostname, labels);

  const names = labels.slice(0, -2);
  const sibling = findSibling(names.join('.'));
  if (names.length === 0) {
    return refuse('no-instance-name', `The name of your instance is missing. It looks like acme.${domain}`);
  }
  if (sibling) {
    const right = `Use the Core instance, where you open Setup: it looks like https://acme.${domain}`;
    return refuse('sibling-product', `${hostname} is ${sibling}, which has no API clients of Core. ${right}`);
  }
  if (names.length > 1) {
    const meant = `Did you mean ${names.at(-1)}.${domain}?`;
    return refuse('too-many-labels', `${hostname} has more than one name before ${domain}. ${meant}`);
  }
  if (port && port !== '443') {
    return refuse('port', `Leave out :${port}. Coupa answers at https://${hostname} without a port`);
  }
  return understood('https', hostname, kind, leftOut(address, 'https'));
}

function refuseOtherDomain(hostname: string, labels: string[]): InstanceResult {
  const [first] = labels;
  if (hostname === 'localhost') {
    return refuse('other-domain', `localhost is this machine, not a Coupa instance. ${RIGHT}`);
  }
  if (labels.length === 1) {
    const partner = `or ${first}.coupacloud.com for a partner or demo instance`;
    return refuse(
      'bare-word',
      `“${first}” is only the first part. Enter the whole address: ${first}.coupahost.com, ${partner}`,
    );
  }
  if (labels[1]?.startsWith('coupa') && labels.length <= 3 && labels.at(-1) !== 'io') {
    const meant = `Did you mean ${first}.coupahost.com?`;
    return refuse('other-domain', `${hostname} is not an address of a Coupa instance. ${meant}`);
  }
  const owner = labels.slice(-2).join('.');
  const right = 'The address of an instance ends in .coupahost.com, or .coupacloud.com for partners';
  return refuse('other-domain', `${hostname} belongs to ${owner}, not to Coupa. ${right}`);
}

function leftOut({ scheme, port, rest }: Address, used: 'https' | 'http'): string[] {
  return [
    ...(scheme === 'http' && used === 'https' ? ['http:// (https:// is used)'] : []),
    ...(port === '443' && used === 'https' ? [':443'] : []),
    ...(rest === '' ? [] : [rest.length > 80 ? `${rest.slice(0, 80)}…` : rest]),
  ];
}

function understood(
  scheme: 'https' | 'http',
  host: string,
  kind: InstanceKind,
  leftOutParts: string[],
): UnderstoodInstance {
  const testMarker = findTestMarker(host);
  return {
    ok: true,
    origin: `${scheme}://${host}`,
    host,
    kind,
    isProbablyTest: kind === 'practice' || testMarker !== null,
    testMarker,
    leftOut: leftOutParts,
  };
}
