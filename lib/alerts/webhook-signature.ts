import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of a webhook, 32 random bytes as Standard Webhooks writes them: `whsec_` and base64. */
export const makeWebhookSecret = () => `${PREFIX}${randomBytes(32).toString('base64')}`;

/**
 * The three headers of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256 over id, seconds and body, so that neither can
 * be exchanged and an old call can be told from a new one. With several secrets it has as many signatures, and a receiver takes
 * whichever it knows.
 * @param id stays the same when the call is made again
 * @param at when this very call leaves
 */
export function signatureHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${signatureBy(secret, `${id}.${seconds}.${body}`)}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

function signatureBy(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(content).digest('base64');
  key.fill(0);
  return signature;
}
