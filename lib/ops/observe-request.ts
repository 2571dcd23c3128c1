import { classOf } from '@/lib/oauth/failure-class';
import { meters } from '@/lib/ops/meters';
import { type SpanFacts, traced } from '@/lib/ops/tracing';

type Grant = NonNullable<SpanFacts['oauth.grant_type']>;

interface TokenRequest {
  accountId: string;
  instanceUrl: string;
  grant: Grant;
}

/** One request to a token endpoint: a span, and a count by grant and by what kind of failure it was. */
export function observeTokenRequest<T extends { trace: { status?: number } }>(
  { accountId, instanceUrl, grant }: TokenRequest,
  ask: () => Promise<T>,
): Promise<T> {
  const facts = {
    'account.id': accountId,
    'server.address': new URL(instanceUrl).host,
    'oauth.grant_type': grant,
  };
  return traced('token.request', facts, async (say) => {
    try {
      const answer = await ask();
      meters().tokenRequests.inc({ grant, outcome: 'ok' });
      if (answer.trace.status !== undefined) say({ 'http.response.status_code': answer.trace.status });
      return answer;
    } catch (error) {
      meters().tokenRequests.inc({ grant, outcome: classOf(error) });
      throw error;
    }
  });
}

/** One try to deliver an alert. @param host of a webhook's receiver; none for mail */
export function observeDelivery<T>(
  { channel, host }: { channel: 'webhook' | 'email'; host?: string | undefined },
  deliver: () => Promise<T>,
): Promise<T> {
  return traced('alert.deliver', host ? { 'server.address': host } : {}, async (say) => {
    let outcome = 'failed';
    try {
      const result = await deliver();
      outcome = 'delivered';
      return result;
    } finally {
      meters().deliveries.inc({ channel, outcome });
      say({ outcome });
    }
  });
}
