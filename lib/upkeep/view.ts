import type { ErrorCode } from '@/lib/errors';
import type { UpkeepState } from '@/lib/upkeep/state';

/** How an account's token is kept fresh, as pages and the API tell it. Instants are ISO 8601 strings. No secret is in it. */
export interface UpkeepView {
  /** `renewing`: a request is on its way now; what stood before it comes back with `failures` when it brings nothing. */
  state: UpkeepState | 'renewing';
  /** When this state began. */
  since: string;
  /** Why the last try failed; null after one that succeeded. */
  reason: ErrorCode | null;
  facts: Record<string, string | number | string[]>;
  /** Tries that failed since the last success. */
  failures: number;
  /** When it is tried again after a failure; null when nothing failed, and when only a person can go on. */
  nextTryAt: string | null;
  /** Since when it is not known whether Coupa took the refresh token; null while every outcome is known. */
  outcomeUnknownSince: string | null;
  lastRenewedAt: string | null;
  /** The last periodic read of Coupa's API that succeeded. */
  lastProof: { method: string; path: string; status: number; at: string } | null;
  /** When the token is renewed: the very instant in the row, jitter and all; null when only a person can go on. */
  renewalDueAt: string | null;
}

/** What of the row it rests on. Written out: a view that knew the tables would stand in a circle with them. */
interface Row {
  state: UpkeepState;
  since: Date;
  reason: ErrorCode | null;
  facts: UpkeepView['facts'];
  dueAt: Date | null;
  failures: number;
  leaseUntil: Date | null;
  attemptAt: Date | null;
  outcomeUnknownAt: Date | null;
  renewedAt: Date | null;
  proof: UpkeepView['lastProof'];
}

/**
 * What a row means now.
 * @param row null before the first token
 * @param now of the clock that the lease is compared with
 */
export function toUpkeepView(row: Row | null, now: Date): UpkeepView | null {
  if (!row) return null;
  const isRenewing = row.leaseUntil !== null && row.leaseUntil > now;
  const since = isRenewing ? (row.attemptAt ?? row.since) : row.since;
  return {
    state: isRenewing ? 'renewing' : row.state,
    since: since.toISOString(),
    reason: row.reason,
    facts: row.facts,
    failures: row.failures,
    nextTryAt: row.failures > 0 && !isRenewing ? iso(row.dueAt) : null,
    outcomeUnknownSince: iso(row.outcomeUnknownAt),
    lastRenewedAt: iso(row.renewedAt),
    lastProof: row.proof,
    renewalDueAt: iso(row.dueAt),
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
