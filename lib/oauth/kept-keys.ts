import { type Configuration, getJwksCache, setJwksCache } from 'openid-client';
import type { Outbound } from '@/lib/oauth/outbound';

interface Kept {
  jwks: NonNullable<ReturnType<typeof getJwksCache>>['jwks'];
  fetchedAtMs: number;
}

/** A set is at most as large as an answer, so this is a few MB at worst. */
const MAX_KEPT = 50;
const kept = new WeakMap<Outbound, Map<string, Kept>>();

/**
 * Published keys (RFC 7517 §5) are kept for five minutes. For a `kid` that is not among them openid-client fetches them anew, once, and
 * only when they are a minute old or older (OIDC Core §10.1.1): an instance that changes its keys is followed, a flood of made-up
 * kids costs it and us nothing. `use` gives a request what is kept, `note` keeps what it fetched.
 */
export function keptKeys(outbound: Outbound, jwksUri: string) {
  const sets = kept.get(outbound) ?? new Map<string, Kept>();
  kept.set(outbound, sets);
  const nowMs = () => outbound.clock.now().getTime();
  return {
    use(config: Configuration) {
      const known = sets.get(jwksUri);
      if (!known) return;
      // The library counts by the clock of the machine.
      const ageSeconds = Math.floor((nowMs() - known.fetchedAtMs) / 1000);
      setJwksCache(config, { jwks: known.jwks, uat: Math.floor(Date.now() / 1000) - ageSeconds });
    },
    note(config: Configuration) {
      const fetched = getJwksCache(config);
      if (!fetched) return;
      sets.delete(jwksUri);
      sets.set(jwksUri, { jwks: fetched.jwks, fetchedAtMs: nowMs() });
      const [oldest] = sets.keys();
      if (sets.size > MAX_KEPT && oldest !== undefined) sets.delete(oldest);
    },
  };
}
