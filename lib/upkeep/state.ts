import type { FailureClass } from '@/lib/oauth/failure-class';

/**
 * `healthy`: the last try succeeded. `degraded`: the last one failed for a cause that passes; it is tried again. The other three
 * need a person: consent again, right the credentials, right the configuration.
 */
export const UPKEEP_STATES = [
  'healthy',
  'degraded',
  'reauth_required',
  'credentials_rejected',
  'config_error',
] as const;
export type UpkeepState = (typeof UPKEEP_STATES)[number];

/**
 * What stands in `facts.reason` of an account whose database is from a back-up and whose newest refresh token is not known
 * (lib/backup): the one that is stored may have been used since, so only a person may try it.
 */
export const ON_HOLD = 'restored-backup';

export const STATE_OF_CLASS = {
  temporary: 'degraded',
  reauth_required: 'reauth_required',
  credentials_rejected: 'credentials_rejected',
  config_error: 'config_error',
} as const satisfies Record<FailureClass, UpkeepState>;
