import { AppError } from '@/lib/errors';

/** Longer than two requests at their deadline of ten seconds, with discovery before them. */
export const LEASE_SECONDS = 45;
/** A request that leaves later than this may still be out when the lease is over. */
const LAST_SEND_SECONDS = LEASE_SECONDS - 10;

export interface Lease {
  /** @throws AppError renewal_in_progress once a request would outlive the lease: somebody else may be at it by then */
  requireAlive(): void;
}

/**
 * How long a claim has been held, by this machine: a process that was stopped, or a machine that slept, must not send what was
 * right to send before. Begun before the claim, so that it ends early rather than late. A clock set back and one that stands still
 * while the machine sleeps are covered by looking at two.
 */
export function beginLease(): Lease {
  const [wallMs, steadyMs] = [Date.now(), performance.now()];
  return {
    requireAlive() {
      const heldMs = Math.max(Date.now() - wallMs, performance.now() - steadyMs);
      if (heldMs > LAST_SEND_SECONDS * 1000) throw new AppError('renewal_in_progress', { retryable: true });
    },
  };
}
