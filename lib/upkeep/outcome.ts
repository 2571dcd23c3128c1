import { AppError } from '@/lib/errors';

/** The connection was never made, so nothing was sent. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|EADDRNOTAVAIL)$/;
/** Statuses of a gateway that lost the answer of the server behind it. */
const GATEWAY = new Set([502, 504]);

/**
 * True when a request left and no whole answer came back: the server may have taken the refresh token and sent a new one that
 * never arrived. Certificates and names are checked before anything is sent.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { code, facts, trace } = error;
  switch (code) {
    case 'instance_timeout':
    case 'answer_truncated':
    case 'answer_too_large':
    case 'answer_invalid':
    case 'answer_not_json':
      return true;
    case 'instance_unreachable':
      return !NOT_SENT.test(String(facts.reason ?? ''));
    case 'endpoint_server_error':
      return GATEWAY.has(trace?.status ?? 0);
    default:
      return false;
  }
}
