import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { isOwnNetworkAddress, isPublicAddress } from '@/lib/oauth/address-rules';
import type { Limits } from '@/lib/oauth/destinations';
import { guardLookup } from '@/lib/oauth/guarded-lookup';

/**
 * Connections to instances. TLS is always verified, there is no switch against it.
 * `isListed`: for hosts of the configuration, whose addresses may also lie in the own network.
 * undici's own time limits are off or far: one deadline, kept by the caller, covers the whole request.
 */
export function makeAgent(limits: Limits, isListed: boolean, lookup?: LookupFunction): Agent {
  const isAllowed = (address: string) =>
    isPublicAddress(address) || (isListed && isOwnNetworkAddress(address));
  return new Agent({
    allowH2: false,
    connections: limits.connectionsPerHost,
    pipelining: 1,
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      lookup: guardLookup(isAllowed, lookup),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    },
  });
}
