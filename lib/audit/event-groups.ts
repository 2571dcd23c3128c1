import { EVENT_KINDS, type EventKind } from '@/lib/audit/event-kinds';

/** What somebody looks for in the audit log. Every kind belongs to one group. */
export const EVENT_GROUPS = [
  'set-up',
  'tokens',
  'secrets',
  'sign-in',
  'people',
  'api-keys',
  'refusals',
  'service',
] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

/** Groups in which something can be about an account; the others are for owners. */
export const ACCOUNT_GROUPS: readonly EventGroup[] = ['set-up', 'tokens', 'secrets'];

const GROUP_OF = {
  created: 'set-up',
  step_changed: 'set-up',
  credentials_saved: 'set-up',
  applied: 'set-up',
  deleted: 'set-up',
  restored: 'set-up',
  authorization_started: 'tokens',
  authorized: 'tokens',
  authorization_failed: 'tokens',
  token_obtained: 'tokens',
  token_failed: 'tokens',
  validated: 'tokens',
  renewed: 'tokens',
  revealed: 'secrets',
  exported: 'secrets',
  exported_with_secrets: 'secrets',
  token_read: 'secrets',
  quarantined: 'secrets',
  quarantine_ended: 'secrets',
  signed_in: 'sign-in',
  sign_in_refused: 'sign-in',
  sign_in_throttled: 'sign-in',
  signed_out: 'sign-in',
  session_ended: 'sign-in',
  confirmed: 'sign-in',
  confirmation_refused: 'sign-in',
  access_refused: 'refusals',
  api_key_refused: 'refusals',
  owner_made: 'people',
  invitation_made: 'people',
  invitation_used: 'people',
  invitation_revoked: 'people',
  role_changed: 'people',
  person_disabled: 'people',
  person_enabled: 'people',
  profile_changed: 'people',
  password_changed: 'people',
  password_reset_made: 'people',
  totp_added: 'people',
  totp_removed: 'people',
  recovery_codes_made: 'people',
  recovery_code_used: 'people',
  passkey_added: 'people',
  passkey_removed: 'people',
  second_factor_reset: 'people',
  identity_linked: 'people',
  identity_unlinked: 'people',
  api_key_made: 'api-keys',
  api_key_revoked: 'api-keys',
  audit_exported: 'service',
  audit_trimmed: 'service',
  key_added: 'service',
  rewrap_finished: 'service',
  key_dropped: 'service',
  started: 'service',
} satisfies Record<EventKind, EventGroup>;

export const kindsOf = (group: EventGroup): EventKind[] =>
  EVENT_KINDS.filter((kind) => GROUP_OF[kind] === group);
