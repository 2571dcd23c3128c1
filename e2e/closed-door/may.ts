import { SUBJECTS, type Subject } from './subjects.ts';

/** Who may do what, on purpose: a route that is not here fails the walk. */

const EVERYBODY = SUBJECTS;
const OWNERS: readonly Subject[] = ['owner'];
const EDITORS: readonly Subject[] = ['editor', ...OWNERS];
const VIEWERS: readonly Subject[] = ['viewer', ...EDITORS];
const MANAGERS: readonly Subject[] = [...EDITORS, 'key accounts:manage'];

export const MAY_CALL: Record<string, readonly Subject[]> = {
  'GET /api/health': EVERYBODY,
  'POST /api/csp-reports': EVERYBODY,
  'POST /api/welcome': EVERYBODY,
  'GET /api/auth/[...nextauth]': EVERYBODY,
  'POST /api/auth/[...nextauth]': EVERYBODY,
  // Always leads to a page, which asks who is there.
  'GET /api/oauth/callback/[id]': EVERYBODY,

  'GET /api/accounts': [...VIEWERS, 'key status:read'],
  'POST /api/accounts': MANAGERS,
  'GET /api/accounts/[id]': [...VIEWERS, 'key status:read'],
  'DELETE /api/accounts/[id]': MANAGERS,
  'PUT /api/accounts/[id]/client': MANAGERS,
  'PUT /api/accounts/[id]/grant-type': MANAGERS,
  'PUT /api/accounts/[id]/scopes': MANAGERS,
  'PUT /api/accounts/[id]/credentials': MANAGERS,
  'POST /api/accounts/[id]/authorize': MANAGERS,
  'POST /api/accounts/[id]/validate': MANAGERS,
  'POST /api/accounts/[id]/renew': MANAGERS,
  'POST /api/accounts/[id]/apply': MANAGERS,
  'POST /api/accounts/[id]/restore': MANAGERS,
  'POST /api/accounts/[id]/reveal': EDITORS,
  'POST /api/accounts/[id]/sealed-export': EDITORS,
  'GET /api/accounts/[id]/exports/[format]': VIEWERS,
  'GET /api/accounts/[id]/token': ['key token:read'],

  'POST /api/auth/passkey': EVERYBODY,
  'POST /api/auth/signin/company': EVERYBODY,
  'GET /api/auth/callback/company': EVERYBODY,
  'POST /api/invitations/claim': EVERYBODY,
  'POST /api/invitations/reset': EVERYBODY,

  'GET /api/me/confirm': VIEWERS,
  'POST /api/me/confirm': VIEWERS,
  'POST /api/me/confirm/passkey': VIEWERS,
  'DELETE /api/me/identity': VIEWERS,
  'POST /api/me/identity': VIEWERS,
  'POST /api/me/identity/confirm': VIEWERS,
  'PUT /api/me/password': VIEWERS,
  'PUT /api/me/profile': VIEWERS,
  'DELETE /api/me/sessions': VIEWERS,
  'DELETE /api/me/sessions/[id]': VIEWERS,
  'POST /api/me/passkeys': VIEWERS,
  'POST /api/me/passkeys/challenge': VIEWERS,
  'DELETE /api/me/passkeys/[id]': VIEWERS,
  'POST /api/me/recovery-codes': VIEWERS,
  'POST /api/me/totp': VIEWERS,
  'DELETE /api/me/totp': VIEWERS,
  'POST /api/me/totp/confirm': VIEWERS,

  'POST /api/invitations': OWNERS,
  'DELETE /api/invitations/[id]': OWNERS,
  'POST /api/people/[id]/disable': OWNERS,
  'POST /api/people/[id]/enable': OWNERS,
  'POST /api/people/[id]/reset-link': OWNERS,
  'PUT /api/people/[id]/role': OWNERS,
  'DELETE /api/people/[id]/sessions': OWNERS,
  'GET /api/audit/export': OWNERS,
  'POST /api/audit/verify': OWNERS,
  'GET /api/encryption': OWNERS,
  'POST /api/encryption/keys': OWNERS,
  'DELETE /api/encryption/keys/[keyId]': OWNERS,
  'POST /api/api-keys': OWNERS,
  'DELETE /api/api-keys/[id]': OWNERS,
};

export const MAY_OPEN: Record<string, readonly Subject[]> = {
  '/': EVERYBODY,
  '/sign-in': EVERYBODY,
  '/welcome': EVERYBODY,
  '/invitation': EVERYBODY,
  '/_not-found': EVERYBODY,
  '/_global-error': EVERYBODY,
  '/icon.svg': EVERYBODY,

  '/forbidden': VIEWERS,
  '/help': VIEWERS,
  '/accounts': VIEWERS,
  '/accounts/[id]': VIEWERS,
  '/accounts/new': EDITORS,
  '/accounts/[id]/setup/client': EDITORS,
  '/accounts/[id]/setup/grant-type': EDITORS,
  '/accounts/[id]/setup/scopes': EDITORS,
  '/accounts/[id]/setup/credentials': EDITORS,
  '/accounts/[id]/setup/result': EDITORS,

  '/you': VIEWERS,
  '/settings': VIEWERS,
  '/settings/people': OWNERS,
  '/settings/people/[id]': OWNERS,
  '/settings/people/invite': OWNERS,
  '/settings/audit': VIEWERS,
  '/settings/encryption': OWNERS,
  '/settings/api-keys': OWNERS,
  '/settings/api-keys/new': OWNERS,
};
