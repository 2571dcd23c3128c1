import { alertParams } from '@/lib/alerts/channel-schema';
import { claimAgain } from '@/lib/alerts/delivery-mutations';
import { describeTry } from '@/lib/alerts/describe-try';
import { tryDelivery, usualWays } from '@/lib/alerts/try-delivery';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Tries a delivery again at once, with all its tries before it, and says how it went. */
export const POST = guarded(
  { role: 'owner', params: alertParams, rate: 'alert' },
  async ({ params: { id } }) => {
    const context = await requestContext();
    const claim = await claimAgain(context.store, id, context.clock.now());
    return jsonResponse(describeTry(await tryDelivery(context, usualWays(), claim)));
  },
);
