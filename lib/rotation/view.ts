import type { RotationProof, RotationRow } from '@/lib/rotation/data';

/** A proof is for a switch that follows it: by tomorrow somebody may have pressed Regenerate in Coupa again. */
export const PROOF_MINUTES = 60;

/** Where a change of the Client secret stands. No secret is in it. Instants are ISO 8601 strings. */
export interface RotationView {
  /** `none`: nothing is under way. `staged`: entered. `proved`: accepted by Coupa. `switched`: in use, the one before is still kept. */
  stage: 'none' | 'staged' | 'proved' | 'switched';
  stagedAt: string | null;
  stagedByName: string | null;
  stagedLength: number | null;
  proof: RotationProof | null;
  /** Until when the proof counts. */
  proofEndsAt: string | null;
  switchedAt: string | null;
}

const NONE: RotationView = {
  stage: 'none',
  stagedAt: null,
  stagedByName: null,
  stagedLength: null,
  proof: null,
  proofEndsAt: null,
  switchedAt: null,
};

export const proofEnd = (provedAt: Date) => new Date(provedAt.getTime() + PROOF_MINUTES * 60_000);

/** What a row means now. @param credentialsVersion of the account: a proof for other credentials counts for nothing */
export function toRotationView(
  row: RotationRow | null,
  { credentialsVersion }: { credentialsVersion: number },
  now: Date,
): RotationView {
  if (!row || (row.stagedSealed === null && row.previousSealed === null)) return NONE;
  const proofEndsAt = row.provedAt && proofEnd(row.provedAt);
  const isProved =
    proofEndsAt !== null && proofEndsAt > now && row.proof?.credentialsVersion === credentialsVersion;
  return {
    stage: row.previousSealed !== null ? 'switched' : isProved ? 'proved' : 'staged',
    stagedAt: row.stagedAt.toISOString(),
    stagedByName: row.stagedByName,
    stagedLength: row.stagedLength,
    proof: row.proof,
    proofEndsAt: proofEndsAt?.toISOString() ?? null,
    switchedAt: row.switchedAt?.toISOString() ?? null,
  };
}
