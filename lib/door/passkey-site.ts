import { isIP } from 'node:net';

/** What a passkey is made for, and what every answer of one is held against. */
export interface PasskeySite {
  /** WebAuthn's RP ID: the host of APP_URL. */
  host: string;
  /** APP_URL and nothing else, also on loopback. */
  origin: string;
}

export function passkeySite(appUrl: string): PasskeySite {
  const { hostname, origin } = new URL(appUrl);
  return { host: hostname, origin };
}

/** WebAuthn wants a host name: browsers make no passkey for a bare network address. */
export const canHavePasskeys = ({ host }: PasskeySite): boolean => isIP(host.replace(/[[\]]/g, '')) === 0;
