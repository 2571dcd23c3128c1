import { RENEW_AFTER_HOURS } from '@/lib/coupa/rules';

const HOUR_MS = 3_600_000;
/** Coupa documents 24 hours and answers with a second less or none; a little less than that is still its usual token. */
const SHORTEST_USUAL_HOURS = 23;

/** When a token should be renewed: after 20 hours as Coupa advises, or after five sixths of a life that is shorter than usual. */
export function renewalDueAt({ obtainedAt, expiresAt }: { obtainedAt: Date; expiresAt: Date }): Date {
  const lifeMs = expiresAt.getTime() - obtainedAt.getTime();
  const isUsual = lifeMs >= SHORTEST_USUAL_HOURS * HOUR_MS;
  return new Date(obtainedAt.getTime() + (isUsual ? RENEW_AFTER_HOURS * HOUR_MS : (lifeMs * 5) / 6));
}
