import { AppError, type ErrorCode } from '@/lib/errors';

/**
 * What a failed renewal asks for. `reauth_required`: a person signs in to Coupa again. `credentials_rejected`: the client or its
 * secret is not accepted; keep the tokens and ask rarely. `config_error`: what is asked for cannot be had; somebody changes it.
 * `temporary`: ask again later, without an end.
 */
export type FailureClass = 'reauth_required' | 'credentials_rejected' | 'config_error' | 'temporary';

const CLASSES: Partial<Record<ErrorCode, FailureClass>> = {
  invalid_grant: 'reauth_required',
  invalid_client: 'credentials_rejected',
  unauthorized_client: 'credentials_rejected',
  invalid_scope: 'config_error',
  unsupported_grant_type: 'config_error',
  invalid_request: 'config_error',
  endpoint_not_found: 'config_error',
  instance_not_allowed: 'config_error',
  step_not_ready: 'config_error',
};

/**
 * The class of whatever a token request threw (RFC 6749 §5.2; `readRefusal` has found the code wherever it stood).
 * What nobody foresaw is temporary: nothing final is concluded from it, and no token is given up for it.
 * oauth2-proxy takes `invalid_client` for the end of a session; a secret that is put right makes the same refresh token work again.
 */
export function classOf(error: unknown): FailureClass {
  if (!(error instanceof AppError)) return 'temporary';
  const { code, facts } = error;
  if (code === 'oauth_error') return classOfUnknown(facts);
  // The new ID token names somebody else or another issuer (OIDC Core §12.2): only a person can say who should consent.
  if (code === 'id_token_invalid') return isOtherPerson(facts.reason) ? 'reauth_required' : 'temporary';
  return CLASSES[code] ?? 'temporary';
}

/** A code of the server's own with 401 or 403 still speaks of the client; a bare 400 is as likely a proxy's as the server's. */
function classOfUnknown({ status, error }: AppError['facts']): FailureClass {
  if (status === 401 || status === 403) return 'credentials_rejected';
  return error === undefined ? 'temporary' : 'config_error';
}

const isOtherPerson = (reason: unknown) => reason === 'sub' || reason === 'iss';
