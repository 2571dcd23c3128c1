import type { AppErrorOptions, ErrorCode } from '@/lib/errors';
import { ADDRESS_REFUSED } from '@/lib/oauth/guarded-lookup';

export type CertificateReason = 'expired' | 'not-yet-valid' | 'self-signed' | 'unknown-issuer' | 'wrong-host';

const CERTIFICATE_REASONS: Record<string, CertificateReason> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
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

/** What a failed connection means. `hasAnswer`: the status line had already come, so the rest of the answer is missing. */
export function explainNetworkError(
  error: unknown,
  { host, hasAnswer }: { host: string; hasAnswer: boolean },
): { code: ErrorCode; options: AppErrorOptions } {
  const systemCode = findSystemCode(error);
  const certificate = CERTIFICATE_REASONS[systemCode];
  if (certificate) {
    return { code: 'instance_certificate', options: { facts: { host, reason: certificate } } };
  }
  if (/^(EPROTO|ERR_SSL_|ERR_TLS_)/.test(systemCode)) {
    return { code: 'instance_certificate', options: { facts: { host, reason: 'no-secure-connection' } } };
  }
  if (systemCode.startsWith('HPE_')) {
    return { code: 'answer_invalid', options: { retryable: true, facts: { host, reason: 'not-http' } } };
  }
  const code = CODES[systemCode] ?? (hasAnswer ? 'answer_truncated' : 'instance_unreachable');
  const retryable = code !== 'instance_not_allowed';
  return { code, options: { retryable, facts: { host, ...(systemCode && { reason: systemCode }) } } };
}

/** Node's code of a failure, wherever it stands: trying several addresses at once gathers them in an AggregateError. */
function findSystemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AggregateError) return findSystemCode(error.errors[0]) || (code ?? '');
  // undici wraps some failures of the socket; the inner one is the more exact.
  return (error.cause instanceof Error && findSystemCode(error.cause)) || (code ?? '');
}
