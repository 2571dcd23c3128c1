import { nextStep } from '@/lib/accounts/steps';
import type { AccountStatus } from '@/lib/accounts/view';
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
}

/** One state from the facts of a row, the worst first. `list-clauses.ts` has the same order in SQL. */
export function statusOf(facts: StatusFacts): Omit<AccountStatus, 'proof'> {
  const { now, verdict, expiresAt, rejectedAt, quarantinedAt, appliedAt, deletedAt, updatedAt } = facts;
  const of = (kind: AccountStatus['kind'], needsPerson: boolean, since: Date | null) => ({
    kind,
    needsPerson,
    step: kind === 'setting-up' ? nextStep(facts) : null,
    since: since?.toISOString() ?? null,
  });
  if (deletedAt) return of('deleted', false, deletedAt);
  if (quarantinedAt) return of('quarantined', true, quarantinedAt);
  if (!appliedAt) return of('setting-up', false, updatedAt);
  if (rejectedAt) return of('rejected', true, rejectedAt);
  if (!expiresAt || expiresAt <= now) return of('expired', true, expiresAt ?? appliedAt);
  if (verdict === 'not-validated') return of('not-validated', true, updatedAt);
  if (verdict === 'validated-with-limits') return of('limited', true, updatedAt);
  return of('valid', false, appliedAt);
}
