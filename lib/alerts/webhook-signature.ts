import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of a webhook, 32 random bytes as Standard Webhooks writes them: `whsec_` and base64. */
export const makeWebhookSecret = () => `${PREFIX}${randomBytes(32).toString('base64')}`;

/**
 * The three headers of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256 over id, seconds and body, so that neither can
 * be exchanged and an old call can be told from a new one.
 * @param id stays the same when the call is made again
 * @param at when this very call leaves
 */
export function signatureHeaders(
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  key.fill(0);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
