const LEAK_PER_SECOND = 25;
const BURST = 20;

/** A leaky bucket for each client: Coupa allows 25 requests a second with a burst of 20. */
export interface RateLimiter {
  /** False when the bucket is full: answer 429. */
  take(clientId: string): boolean;
}

export function createRateLimiter(now: () => number): RateLimiter {
  const buckets = new Map<string, { level: number; at: number }>();
  return {
    take(clientId) {
      const at = now();
      const bucket = buckets.get(clientId) ?? { level: 0, at };
      const leaked = (Math.max(0, at - bucket.at) / 1000) * LEAK_PER_SECOND;
      const level = Math.max(0, bucket.level - leaked);
      const isFree = level + 1 <= BURST;
      buckets.set(clientId, { level: isFree ? level + 1 : level, at });
      return isFree;
    },
  };
}
