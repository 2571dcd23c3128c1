import type { UpkeepState } from '@/lib/upkeep/state';

const MINUTE_MS = 60_000;

/** Told at once: nothing goes on without a person. */
export const NEEDS_PERSON = [
  'reauth_required',
  'credentials_rejected',
  'config_error',
] as const satisfies UpkeepState[];

/** A passing trouble is told when it lasts so long … */
export const TOO_LONG_MS = 60 * MINUTE_MS;
/** … or when the token ends within this time, and the trouble is not just a refusal that is about to be asked once more. */
export const SOON_MS = 120 * MINUTE_MS;
export const SETTLED_MS = 2 * MINUTE_MS;

/** So long after an all-clear a new trouble of the same account … */
export const QUIET_MS = 60 * MINUTE_MS;
/** … is told only once it has lasted this long: what flutters is told once. */
export const TOO_OFTEN_MS = 10 * MINUTE_MS;
