import path from 'node:path';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { instanceOutbound } from '@/lib/authorize/instance-outbound';
import type { Store } from '@/lib/db/store';
import { env } from '@/lib/env';
import { systemClock } from '@/lib/oauth/system-clock';

/** What requests to Coupa need, for pages and for the clock alike: store, the way out, time and our own address. */
export const contextFor = (store: Store): AuthorizeContext => ({
  store,
  outbound: instanceOutbound(),
  clock: systemClock,
  appUrl: env().appUrl,
  journalDirectory: path.join(env().dataDir, 'journal'),
});
