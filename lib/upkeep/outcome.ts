import { AppError, withFacts } from '@/lib/errors';

/** The connection was never made, so nothing was sent. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|EADDRNOTAVAIL)$/;
/** Statuses of a gateway that lost the answer of the server behind it. */
const GATEWAY = new Set([502, 504]);

/**
 * True when a request left and no whole answer came back: the server may have taken the refresh token and sent a new one that
 * never arrived. Certificates and names are checked before anything is sent.
 */
export function isAnswerLost({ code, facts, trace }: AppError): boolean {
  switch (code) {
    case 'instance_timeout':
    case 'answer_truncated':
    case 'answer_too_large':
      return true;
    case 'instance_unreachable':
      return !NOT_SENT.test(String(facts.reason ?? ''));
    case 'endpoint_server_error':
      return GATEWAY.has(trace?.status ?? 0);
    default:
      return false;
  }
}

/**
 * Spends a refresh token, and asks a second time at once when no whole answer came back. That is inside every known grace
 * window, and a server that ends the whole family for it has already made the token that we hold worthless.
 * @throws AppError of the last request; with the fact `outcome: unknown` when the refresh token may have been replaced unseen
 */
export async function askKnowingOutcome<T>(refresh: () => Promise<T>): Promise<T> {
  try {
    return await refresh();
  } catch (error) {
    if (!(error instanceof AppError) || !isAnswerLost(error)) throw error;
    return refresh().catch((second) => {
      throw second instanceof AppError ? withFacts(second, { outcome: 'unknown' }) : second;
    });
  }
}
