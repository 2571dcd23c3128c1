import { loadAccount } from '@/lib/accounts/data';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { loadUpkeep } from '@/lib/upkeep/data';
import { toUpkeepView } from '@/lib/upkeep/view';

/** The little that changes by itself, for a page that stands open and for a monitor: nothing sealed is opened for it. */
export const GET = guarded(
  { role: 'viewer', apiKey: 'status:read', params: accountParams },
  async ({ params: { id } }) => {
    const { store, clock } = await requestContext();
    await loadAccount(store, id);
    return jsonResponse({ upkeep: toUpkeepView(await loadUpkeep(store, id), clock.now()) });
  },
);
