import { deriveEndpoints } from '@/lib/coupa/endpoints';
import { discoverEndpoints } from '@/lib/oauth/discovery';
import type { Outbound } from '@/lib/oauth/outbound';
import type { Endpoints } from '@/lib/oauth/types';

/** Coupa's own paths, or those of a discovery document where the instance offers one, with the keys that verify its ID tokens. */
export async function findEndpoints(instanceUrl: string, outbound: Outbound): Promise<Endpoints> {
  return (await discoverEndpoints(instanceUrl, deriveEndpoints(instanceUrl), outbound)).endpoints;
}
