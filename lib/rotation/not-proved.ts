import { AppError, type Trace } from '@/lib/errors';
import type { RotationProof, RotationRow } from '@/lib/rotation/data';
import { proofEnd } from '@/lib/rotation/view';

/** `missing`: not asked yet. `old`: too long ago. `changed`: for other credentials. `refused`, `unclear`: what Coupa answered. */
export type NotProvedReason = 'missing' | 'old' | 'changed' | 'refused' | 'unclear' | 'previous';

export const notProved = (reason: NotProvedReason, proof?: RotationProof | null, trace?: Trace) =>
  new AppError('secret_not_proved', {
    facts: {
      reason,
      ...(proof?.status !== undefined && { status: proof.status }),
      ...(proof?.error && { error: proof.error }),
      ...(proof?.secretLength && { secretLength: proof.secretLength }),
    },
    ...(trace && { trace }),
  });

/** Nothing is switched to but what Coupa accepted, for these credentials, a short while ago. @throws AppError secret_not_proved */
export function requireProof(
  { proof, provedAt }: RotationRow,
  { credentialsVersion }: { credentialsVersion: number },
  now: Date,
): void {
  if (proof && (proof.outcome === 'refused' || proof.outcome === 'unclear'))
    throw notProved(proof.outcome, proof);
  if (!proof || !provedAt) throw notProved('missing');
  if (proof.credentialsVersion !== credentialsVersion) throw notProved('changed');
  if (proofEnd(provedAt) <= now) throw notProved('old');
}
