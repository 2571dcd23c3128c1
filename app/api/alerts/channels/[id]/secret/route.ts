import { rollSecret } from '@/lib/alerts/channel-mutations';
import { alertParams } from '@/lib/alerts/channel-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** A new signing secret in place of the one before, shown this once. */
export const POST = guarded(
  { role: 'owner', confirmed: true, params: alertParams },
  async ({ person, params: { id } }) => {
    const { store } = await requestContext();
    return jsonResponse({ secret: await rollSecret(store, person, id) });
  },
);
