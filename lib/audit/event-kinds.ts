/** What can happen to an account: its history shows these. */
export const ACCOUNT_EVENTS = [
  'created',
  'step_changed',
  'credentials_saved',
  'authorization_started',
  'authorized',
  'authorization_failed',
  'token_obtained',
  'token_failed',
  'validated',
  'applied',
  'renewed',
  'revealed',
  'exported',
  'exported_with_secrets',
  'token_read',
  'quarantined',
  'quarantine_ended',
  'deleted',
  'restored',
] as const;
export type AccountEvent = (typeof ACCOUNT_EVENTS)[number];

/** What can happen at the door, to people, keys and the service itself. */
export const SERVICE_EVENTS = [
  'signed_in',
  'sign_in_refused',
  'sign_in_throttled',
  'signed_out',
  'session_ended',
  'confirmed',
  'confirmation_refused',
  'access_refused',
  'owner_made',
  'invitation_made',
  'invitation_used',
  'invitation_revoked',
  'role_changed',
  'person_disabled',
  'person_enabled',
  'profile_changed',
  'password_changed',
  'password_reset_made',
  'totp_added',
  'totp_removed',
  'recovery_codes_made',
  'recovery_code_used',
  'passkey_added',
  'passkey_removed',
  'second_factor_reset',
  'identity_linked',
  'identity_unlinked',
  'api_key_made',
  'api_key_revoked',
  'api_key_refused',
  'audit_exported',
  'audit_trimmed',
  'key_added',
  'rewrap_finished',
  'key_dropped',
  'started',
] as const;
export type ServiceEvent = (typeof SERVICE_EVENTS)[number];

export const EVENT_KINDS = [...ACCOUNT_EVENTS, ...SERVICE_EVENTS] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** `refused`: somebody was not let do it. `failed`: it was tried and did not work. */
export const EVENT_RESULTS = ['done', 'refused', 'failed'] as const;
export type EventResult = (typeof EVENT_RESULTS)[number];
