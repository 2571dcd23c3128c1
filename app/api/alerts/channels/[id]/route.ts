import { removeChannel } from '@/lib/alerts/channel-mutations';
import { alertParams } from '@/lib/alerts/channel-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

export const DELETE = guarded(
  { role: 'owner', confirmed: true, params: alertParams },
  async ({ person, params: { id } }) => {
    const { store } = await requestContext();
    await removeChannel(store, person, id);
    return jsonResponse({ removed: id });
  },
);
