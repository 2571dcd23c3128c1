import { isAllowedInstanceOrigin } from '@/lib/coupa/instance-url';
import { env } from '@/lib/env';
import { createOutbound, type Outbound } from '@/lib/oauth/outbound';
import { systemClock } from '@/lib/oauth/system-clock';
import { processWide } from '@/lib/process-wide';

/** The one way out: to Coupa's domains and the hosts that the configuration adds, nowhere else. */
export const instanceOutbound = (): Outbound =>
  processWide('outbound', () =>
    createOutbound({
      isAllowed: (origin) => isAllowedInstanceOrigin(origin, env().instanceHosts),
      loopbackHosts: env().instanceHosts,
      clock: systemClock,
    }),
  );
