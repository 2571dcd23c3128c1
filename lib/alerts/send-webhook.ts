import { signatureHeaders } from '@/lib/alerts/webhook-signature';
import { AppError } from '@/lib/errors';
import type { Outbound } from '@/lib/oauth/outbound';
import { readRetryAfter } from '@/lib/oauth/retry-after';

interface WebhookCall {
  url: string;
  /** Each signs. */
  secrets: string[];
  id: string;
  body: string;
}

/**
 * One signed POST. Taken is what is answered 200 to 299; the answer's body is not looked at, so one that is too large, broken or
 * late changes nothing. Resolves to the status.
 * @throws AppError alert_refused (facts status, retryAfterSeconds), alert_target_not_allowed, and those of the outbound guard
 */
export async function sendWebhook(
  outbound: Outbound,
  { url, secrets, id, body }: WebhookCall,
): Promise<number> {
  const { status, retryAfter } = await post(outbound, {
    url,
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Coupa-Account-Wizard',
      ...signatureHeaders(secrets, { id, at: outbound.clock.now(), body }),
    },
  });
  if (status >= 200 && status <= 299) return status;
  const retryAfterSeconds = readRetryAfter(retryAfter, outbound.clock.now());
  throw new AppError('alert_refused', {
    retryable: true,
    facts: { host: new URL(url).host, status, ...(retryAfterSeconds !== null && { retryAfterSeconds }) },
  });
}

async function post(
  outbound: Outbound,
  request: { url: string; headers: Record<string, string>; body: string },
): Promise<{ status: number; retryAfter: string | null }> {
  try {
    const { status, headers } = await outbound.send({ method: 'POST', ...request, sent: {} });
    return { status, retryAfter: headers['retry-after'] ?? null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'instance_not_allowed')
      throw new AppError('alert_target_not_allowed', { facts: error.facts });
    const status = error.trace?.status;
    if (status === undefined || error.code === 'endpoint_redirected') throw error;
    return { status, retryAfter: null };
  }
}
