import type { RateLimit } from '@/lib/http/rate-limits';

interface Bucket {
  tokens: number;
  /** Epoch in milliseconds. */
  filledAt: number;
}

/** Buckets by name. At most `maxBuckets` are kept; the one that was used longest ago is forgotten first, and is full again. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();
  private readonly maxBuckets: number;
  constructor(maxBuckets: number) {
    this.maxBuckets = maxBuckets;
  }

  /** Takes one token: 0 when there was one, else the seconds until there is. A refused try costs nothing. */
  take(name: string, { burst, perSecond }: RateLimit, now: Date): number {
    const known = this.buckets.get(name);
    // A clock that was set back must not empty a bucket.
    const passedSeconds = known ? Math.max(0, now.getTime() - known.filledAt) / 1000 : 0;
    const tokens = known ? Math.min(burst, known.tokens + passedSeconds * perSecond) : burst;
    const isEmpty = tokens < 1;
    this.buckets.delete(name);
    this.buckets.set(name, { tokens: isEmpty ? tokens : tokens - 1, filledAt: now.getTime() });
    this.forgetOldest();
    return isEmpty ? (1 - tokens) / perSecond : 0;
  }

  get size() {
    return this.buckets.size;
  }

  /** A Map keeps the order in which its names were put in. */
  private forgetOldest() {
    if (this.buckets.size <= this.maxBuckets) return;
    for (const oldest of this.buckets.keys()) return void this.buckets.delete(oldest);
  }
}
