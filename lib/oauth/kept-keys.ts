import { type Configuration, getJwksCache, setJwksCache } from 'openid-client';
import type { Outbound } from '@/lib/oauth/outbound';

interface Kept {
  jwks: NonNullable<ReturnType<typeof getJwksCache>>['jwks'];
  fetchedAtMs: number;
  /** When they were last fetched although some were kept. */
  refetchedAtMs: number;
}

/** The library's own limits: a set of this age is not used, and of this age it is fetched anew for a `kid` that is not in it. */
const STALE_SECONDS = 300;
const COOL_DOWN_SECONDS = 60;
/** A set is at most as large as an answer, so this is a few MB at worst. */
const MAX_KEPT = 50;
const kept = new WeakMap<Outbound, Map<string, Kept>>();

/**
 * Published keys (RFC 7517 §5), kept for five minutes. For a `kid` that is not among them they are fetched anew (OIDC Core §10.1.1), at
 * most once a minute: an instance that changes its keys is followed at once, a flood of made-up kids costs it and us nothing.
 * `use` gives a request what is kept, `note` keeps what it fetched.
 */
export function keptKeys(outbound: Outbound, jwksUri: string) {
  const sets = kept.get(outbound) ?? new Map<string, Kept>();
  kept.set(outbound, sets);
  const secondsSince = (ms: number) => Math.floor((outbound.clock.now().getTime() - ms) / 1000);
  return {
    use(config: Configuration) {
      const known = sets.get(jwksUri);
      if (!known) return;
      const ageSeconds = secondsSince(known.fetchedAtMs);
      const mayRefetch = secondsSince(known.refetchedAtMs) >= COOL_DOWN_SECONDS;
      const shownSeconds = mayRefetch
        ? Math.max(ageSeconds, COOL_DOWN_SECONDS)
        : Math.min(ageSeconds, COOL_DOWN_SECONDS - 1);
      // The library counts by the clock of the machine.
      const nowSeconds = Math.floor(Date.now() / 1000);
      setJwksCache(config, { jwks: known.jwks, uat: nowSeconds - Math.min(shownSeconds, STALE_SECONDS) });
    },
    note(config: Configuration) {
      const fetched = getJwksCache(config);
      if (!fetched) return;
      const fetchedAtMs = outbound.clock.now().getTime();
      const refetchedAtMs = sets.delete(jwksUri) ? fetchedAtMs : Number.NEGATIVE_INFINITY;
      sets.set(jwksUri, { jwks: fetched.jwks, fetchedAtMs, refetchedAtMs });
      const [oldest] = sets.keys();
      if (sets.size > MAX_KEPT && oldest !== undefined) sets.delete(oldest);
    },
  };
}
