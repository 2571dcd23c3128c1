import { AppError, type ErrorCode, type Trace } from '@/lib/errors';
import { ADDRESS_REFUSED } from '@/lib/oauth/guarded-lookup';

/** In words, because pages show them as they are. */
const CERTIFICATE_REASONS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not yet valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown issuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong host',
};

const CODES: Record<string, ErrorCode> = {
  [ADDRESS_REFUSED]: 'instance_not_allowed',
  ENOTFOUND: 'instance_dns',
  EAI_AGAIN: 'instance_dns',
  EAI_FAIL: 'instance_dns',
  EAI_NODATA: 'instance_dns',
  ETIMEDOUT: 'instance_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'instance_timeout',
  UND_ERR_HEADERS_OVERFLOW: 'answer_too_large',
};

interface FailedRequest {
  host: string;
  trace: Trace;
  /** Given when the deadline ended it. */
  deadlineMs?: number;
}

/** What it means that a request brought no whole answer. */
export function nameFailure(error: unknown, { host, trace, deadlineMs }: FailedRequest): AppError {
  if (error instanceof AppError) {
    return new AppError(error.code, { retryable: error.retryable, facts: error.facts, trace });
  }
  // undici's error of this kind carries what came, so it is not passed on.
  if (error instanceof Error && error.name === 'HTTPParserError') {
    const facts = { host, reason: 'it is not HTTP' };
    return new AppError('answer_invalid', { facts, trace, retryable: true });
  }
  const fail = (code: ErrorCode, facts: Record<string, string | number> = {}, retryable = true) =>
    new AppError(code, { facts: { host, ...facts }, trace, cause: error, retryable });
  if (deadlineMs !== undefined) return fail('instance_timeout', { seconds: deadlineMs / 1000 });

  const systemCode = findSystemCode(error);
  const certificate = CERTIFICATE_REASONS[systemCode];
  if (certificate) return fail('instance_certificate', { reason: certificate }, false);
  if (/^(EPROTO|ERR_SSL_|ERR_TLS_)/.test(systemCode)) {
    return fail('instance_certificate', { reason: 'no secure connection' }, false);
  }
  // With the status line there, only the rest of the answer is missing.
  const otherwise = trace.status === undefined ? 'instance_unreachable' : 'answer_truncated';
  const code = CODES[systemCode] ?? otherwise;
  return fail(code, systemCode ? { reason: systemCode } : {}, code !== 'instance_not_allowed');
}

/** Node's code of a failure, wherever it stands: trying several addresses at once gathers them in an AggregateError. */
function findSystemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof AggregateError) return findSystemCode(error.errors[0]) || code;
  // undici wraps some failures of the socket; the inner one is the more exact.
  return (error.cause instanceof Error && findSystemCode(error.cause)) || code;
}
