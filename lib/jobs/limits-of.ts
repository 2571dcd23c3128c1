import type { AuthorizeContext } from '@/lib/authorize/begin';
import { processWide } from '@/lib/process-wide';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { hastenInstance } from '@/lib/upkeep/mutations';

/**
 * One for all that this process asks of instances by itself, renewals and reads together. What was learnt of an instance that is
 * down holds for the next round as well.
 */
export const limitsOf = ({ store, clock }: AuthorizeContext): HostLimits =>
  processWide('host-limits', () => {
    const onRecovered = (origin: string) => hastenInstance(store, origin, clock.now());
    return new HostLimits({ clock, onRecovered });
  });
