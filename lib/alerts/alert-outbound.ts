import { env } from '@/lib/env';
import { DESTINATIONS } from '@/lib/oauth/destinations';
import { createOutbound, type Outbound } from '@/lib/oauth/outbound';
import { systemClock } from '@/lib/oauth/system-clock';
import type { Clock } from '@/lib/oauth/types';
import { processWide } from '@/lib/process-wide';

/**
 * The way out for webhooks: any https name that leads to public addresses, checked when connecting, and the hosts that the
 * configuration lists, whose addresses may lie in the own network. An owner types these addresses, so nothing else holds.
 */
export const createAlertOutbound = (alertHosts: readonly string[], clock: Clock): Outbound =>
  createOutbound({
    isAllowed: () => true,
    loopbackHosts: alertHosts,
    clock,
    limits: DESTINATIONS.alerts.limits,
  });

export const alertOutbound = (): Outbound =>
  processWide('alert-outbound', () => createAlertOutbound(env().alertHosts, systemClock));
