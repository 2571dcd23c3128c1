import { alertParams } from '@/lib/alerts/channel-schema';
import { claimTest } from '@/lib/alerts/delivery-mutations';
import { describeTry } from '@/lib/alerts/describe-try';
import { tryDelivery, usualWays } from '@/lib/alerts/try-delivery';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Sends a test to one channel, at once, and says how it went. */
export const POST = guarded(
  { role: 'owner', params: alertParams, rate: 'alert' },
  async ({ person, params: { id } }) => {
    const context = await requestContext();
    const claim = await claimTest(context.store, person, id, context.clock.now());
    return jsonResponse(describeTry(await tryDelivery(context, usualWays(), claim)));
  },
);
