import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

export const ADDRESS_REFUSED = 'ERR_ADDRESS_REFUSED';

/**
 * Resolves a name at the moment of connecting and hands on the addresses only if every one of them may be called.
 * A check made earlier could be answered differently a moment later (DNS rebinding); a mixed answer is refused whole,
 * because the socket would be free to take the other address.
 */
export function guardLookup(
  isAllowed: (address: string) => boolean,
  lookup: LookupFunction = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, resolved) => {
      if (error) return callback(error, []);
      const addresses = resolved as LookupAddress[];
      const refused = addresses.find(({ address }) => !isAllowed(address));
      const [first] = addresses;
      if (refused || !first) return callback(refusal(hostname, refused?.address), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusal(hostname: string, address = 'no address'): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} leads to ${address}`), { code: ADDRESS_REFUSED, address });
}
