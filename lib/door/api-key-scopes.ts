/** What a key for automation may do. Each route names the one it needs; a route that names none is closed to keys. */
export const API_KEY_SCOPES = ['status:read', 'token:read', 'accounts:manage', 'metrics:read'] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

interface ScopeWords {
  /** As a check box says it. */
  label: string;
  hint: string;
}

export const API_KEY_SCOPE_WORDS = {
  'status:read': {
    label: 'Read status',
    hint: 'The list of accounts and each account’s state, steps and report. No secret and no token.',
  },
  'token:read': {
    label: 'Read the token in use',
    hint: 'The access token, for calling Coupa. Never the refresh token, never the Client secret.',
  },
  'accounts:manage': {
    label: 'Set up and change accounts',
    hint: 'Every step, Authorize by client credentials, validate, renew, apply, delete and restore.',
  },
  'metrics:read': {
    label: 'Read metrics',
    hint: 'Counts for Prometheus at /api/metrics. They name no account, no instance and no person.',
  },
} satisfies Record<ApiKeyScope, ScopeWords>;
