import { AppError } from '@/lib/errors';
import { RATE_LIMITS, type RateKind } from '@/lib/http/rate-limits';
import { TokenBuckets } from '@/lib/http/token-buckets';
import { processWide } from '@/lib/process-wide';

/** About 2 MB when full. */
const MAX_BUCKETS = 10_000;

const buckets = () => processWide('rate', () => new TokenBuckets(MAX_BUCKETS));

/**
 * Lets a request of this kind through, or says when the next one may come.
 * @param asker who is counted: a person's, key's or network's name
 * @throws AppError too_many_requests with `retryAfterSeconds`
 */
export function requireTurn(kind: RateKind, asker: string, now: Date): void {
  const waitSeconds = buckets().take(`${kind} ${asker}`, RATE_LIMITS[kind], now);
  if (waitSeconds > 0)
    throw new AppError('too_many_requests', {
      retryable: true,
      facts: { retryAfterSeconds: Math.ceil(waitSeconds) },
    });
}
