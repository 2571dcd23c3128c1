import { isIP } from 'node:net';
import { AppError } from '@/lib/errors';

export interface AllowedUrl {
  url: URL;
  /** The configuration lists this host, so an address of its own network is no surprise. */
  isListed: boolean;
}

interface Rules {
  isAllowed(origin: string): boolean;
  /** `host[:port]` that the configuration adds: the practice instance, an instance behind a proxy of one's own. */
  loopbackHosts: readonly string[];
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request may leave for this address at all: https, an allowed origin, no user name, no bare IP address.
 * Plain http only for this machine (RFC 8252 §7.3), and only if the configuration lists it.
 * @throws AppError instance_not_allowed (facts.host)
 */
export function checkUrl(address: string, { isAllowed, loopbackHosts }: Rules): AllowedUrl {
  const url = URL.parse(address);
  if (!url) throw refuse('');
  const isListed = loopbackHosts.some((listed) => withoutDefaultPort(listed, url.protocol) === url.host);
  const isSecure = url.protocol === 'https:';
  const isOwnMachine = url.protocol === 'http:' && isListed && LOOPBACK_NAMES.has(url.hostname);
  const isBareAddress = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0;
  if (!isSecure && !isOwnMachine) throw refuse(url.host);
  if (url.username !== '' || url.password !== '') throw refuse(url.host);
  if (isBareAddress && !isListed) throw refuse(url.host);
  if (!isAllowed(url.origin)) throw refuse(url.host);
  return { url, isListed };
}

const withoutDefaultPort = (host: string, protocol: string) =>
  host.toLowerCase().replace(protocol === 'https:' ? /:443$/ : /:80$/, '');

const refuse = (host: string) => new AppError('instance_not_allowed', { facts: { host } });
