import path from 'node:path';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { instanceOutbound } from '@/lib/authorize/instance-outbound';
import { getStore } from '@/lib/db/store';
import { env } from '@/lib/env';
import { systemClock } from '@/lib/oauth/system-clock';

/** What route handlers hand to the rooms below: store, the way out, clock and our own address. */
export async function requestContext(): Promise<AuthorizeContext> {
  return {
    store: await getStore(),
    outbound: instanceOutbound(),
    clock: systemClock,
    appUrl: env().appUrl,
    journalDirectory: path.join(env().dataDir, 'journal'),
  };
}
