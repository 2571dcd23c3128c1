import { addChannel } from '@/lib/alerts/channel-mutations';
import { newChannelSchema } from '@/lib/alerts/channel-schema';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Adds a channel and answers with the signing secret of a webhook, this once: nothing can show it again. */
export const POST = guarded(
  { role: 'owner', confirmed: true, body: newChannelSchema },
  async ({ person, body }) => {
    const { store, clock } = await requestContext();
    const { alertHosts } = env();
    return jsonResponse(await addChannel(store, person, body, { alertHosts, now: clock.now() }), 201);
  },
);
