import { nextStep } from '@/lib/accounts/steps';
import type { AccountStatus } from '@/lib/accounts/view';
import type { UpkeepState } from '@/lib/upkeep/state';
import type { Verdict } from '@/lib/validation/report';

interface StatusFacts {
  now: Date;
  finishedForms: number;
  hasCurrentToken: boolean;
  verdict: Verdict | null;
  expiresAt: Date | null;
  rejectedAt: Date | null;
  quarantinedAt: Date | null;
  appliedAt: Date | null;
  deletedAt: Date | null;
  updatedAt: Date;
  /** How its renewals go; null before the first token. */
  upkeep: StatusUpkeep | null;
}

/** What of the upkeep row a status rests on. */
export interface StatusUpkeep {
  state: UpkeepState;
  since: Date;
  dueAt: Date | null;
  failures: number;
  leaseUntil: Date | null;
  attemptAt: Date | null;
}

/**
 * One state from the facts of a row, the worst first. `list-clauses.ts` has the same order in SQL. What upkeep says of a person
 * comes before an ended token, because it says why there is no new one; a renewal that is only put off changes nothing but words.
 */
export function statusOf(facts: StatusFacts): Omit<AccountStatus, 'proof'> {
  const { now, verdict, expiresAt, rejectedAt, quarantinedAt, appliedAt, deletedAt, updatedAt, upkeep } =
    facts;
  const of = (kind: AccountStatus['kind'], needsPerson: boolean, since: Date | null) => ({
    kind,
    needsPerson,
    step: kind === 'setting-up' ? nextStep(facts) : null,
    since: since?.toISOString() ?? null,
    renewal: appliedAt && !deletedAt && !quarantinedAt ? renewalOf(upkeep, now) : null,
  });
  if (deletedAt) return of('deleted', false, deletedAt);
  if (quarantinedAt) return of('quarantined', true, quarantinedAt);
  if (!appliedAt) return of('setting-up', false, updatedAt);
  if (rejectedAt) return of('rejected', true, rejectedAt);
  if (upkeep?.state === 'credentials_rejected') return of('rejected', true, upkeep.since);
  if (upkeep?.state === 'reauth_required') return of('reauth-required', true, upkeep.since);
  if (upkeep?.state === 'config_error') return of('config-error', true, upkeep.since);
  if (!expiresAt || expiresAt <= now) return of('expired', true, expiresAt ?? appliedAt);
  if (verdict === 'not-validated') return of('not-validated', true, updatedAt);
  if (verdict === 'validated-with-limits') return of('limited', true, updatedAt);
  return of('valid', false, appliedAt);
}

/** What is going on besides the state; null while the last try succeeded and none is on its way. */
function renewalOf(upkeep: StatusUpkeep | null, now: Date): AccountStatus['renewal'] {
  if (!upkeep) return null;
  const { since, dueAt, failures, leaseUntil, attemptAt } = upkeep;
  const isRenewing = leaseUntil !== null && leaseUntil > now;
  if (!isRenewing && failures === 0) return null;
  return {
    state: isRenewing ? 'renewing' : 'failing',
    since: (isRenewing ? (attemptAt ?? since) : since).toISOString(),
    nextTryAt: isRenewing ? null : (dueAt?.toISOString() ?? null),
    failures,
  };
}
