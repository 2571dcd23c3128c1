/** Every failure the product can name. The words for each stand in `lib/coupa/error-atlas.ts`. */
export const ERROR_CODES = [
  // Reaching the instance
  'instance_not_allowed',
  'instance_dns',
  'instance_unreachable',
  'instance_certificate',
  'instance_timeout',
  // What the token endpoint answered
  'endpoint_redirected',
  'endpoint_not_found',
  'endpoint_server_error',
  'rate_limited',
  'answer_not_json',
  'answer_too_large',
  'answer_truncated',
  'answer_invalid',
  'answer_no_expiry',
  'invalid_client',
  'invalid_scope',
  'invalid_grant',
  'invalid_request',
  'unauthorized_client',
  'unsupported_grant_type',
  'oauth_error',
  'id_token_invalid',
  'issuer_mismatch',
  // Coming back from Coupa
  'access_denied',
  'authorization_error',
  'redirect_uri_mismatch',
  'state_missing',
  'state_unknown',
  'state_expired',
  'state_used',
  'session_mismatch',
  'configuration_changed',
  'callback_malformed',
  // Calling the API with the token
  'token_rejected',
  'scope_refused',
  // Upkeep
  'renewal_in_progress',
  'min_ttl_too_long',
  'secret_not_proved',
  'rotation_missing',
  'rotation_under_way',
  // Alerts
  'alert_target_not_allowed',
  'alert_refused',
  'mail_not_set_up',
  'mail_failed',
  // Our own storage
  'data_directory_in_use',
  'data_directory_unwritable',
  'storage_full',
  'database_unavailable',
  'keys_wrong',
  'keys_missing',
  'value_tampered',
  'account_quarantined',
  'key_in_use',
  'key_provider_failed',
  'backup_elsewhere',
  'backup_unreadable',
  'backup_too_new',
  // Requests to our own API
  'not_signed_in',
  'forbidden',
  'confirm_needed',
  'second_factor_needed',
  'api_key_scope',
  'last_owner',
  'last_second_factor',
  'link_unusable',
  'passwords_off',
  'company_unknown',
  'company_taken',
  'company_email_taken',
  'company_no_email',
  'company_not_recent',
  'last_way_in',
  'host_unknown',
  'not_found',
  'method_not_allowed',
  'bad_origin',
  'bad_content_type',
  'body_too_large',
  'invalid_input',
  'step_not_ready',
  'changed_meanwhile',
  'too_many_tries',
  'too_many_requests',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One request that left for Coupa, safe to show: no secret, no token, no code. */
export interface Trace {
  method: 'GET' | 'POST';
  url: string;
  /** Parameters as sent, secrets already replaced by words such as "hidden" or "ending 835e". */
  sent: Record<string, string>;
  startedAt: string;
  durationMs: number;
  status?: number;
  /** `error` of the answer, verbatim but cut and stripped of control and bidi characters. */
  error?: string;
  /** `error_description` of the answer, likewise. */
  errorDescription?: string;
  /** Seconds the instance's clock is ahead of ours, from the `Date` header; undefined when it sent none. */
  clockAheadSeconds?: number;
}

export interface AppErrorOptions {
  cause?: unknown;
  retryable?: boolean;
  /** Facts for the words, never a secret: scope names, host, HTTP status, form fields. */
  facts?: Record<string, string | number | string[]>;
  trace?: Trace;
}

const BRAND = Symbol.for('coupa-account-wizard.app-error');

/** The one error type thrown inside `lib`. Edges turn it into a problem document or a page. */
export class AppError extends Error {
  /**
   * A production build gives every route its own copy of this class, and what is process-wide (the way out, the store)
   * throws the copy of the route that made it: so an AppError is known by its mark and not by its constructor.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly facts: Record<string, string | number | string[]>;
  readonly trace: Trace | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.facts = options.facts ?? {};
    this.trace = options.trace;
  }
}

/** The same failure, with more of what is known. */
export function withFacts(error: AppError, more: AppError['facts']): AppError {
  const { code, retryable, facts, trace } = error;
  return new AppError(code, {
    ...{ cause: error, retryable, facts: { ...facts, ...more } },
    ...(trace && { trace }),
  });
}
