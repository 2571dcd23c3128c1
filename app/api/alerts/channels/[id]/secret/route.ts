import { rollSecret } from '@/lib/alerts/channel-mutations';
import { alertParams } from '@/lib/alerts/channel-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** A new signing secret, shown this once; the one before signs as well for a day. */
export const POST = guarded(
  { role: 'owner', confirmed: true, params: alertParams },
  async ({ person, params: { id } }) => {
    const { store, clock } = await requestContext();
    return jsonResponse({ secret: await rollSecret(store, person, id, clock.now()) });
  },
);
