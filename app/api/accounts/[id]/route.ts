import { getAccount } from '@/lib/accounts/data';
import { deleteAccount } from '@/lib/accounts/mutations';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

export const GET = guarded(
  { role: 'viewer', apiKey: 'status:read', params: accountParams },
  async ({ params }) => {
    const { store, appUrl, clock } = await requestContext();
    return jsonResponse(await getAccount(store, params.id, appUrl, clock.now()));
  },
);

export const DELETE = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams },
  async ({ person, params }) => {
    const { store } = await requestContext();
    await deleteAccount(store, person, params.id);
    return jsonResponse({ deleted: params.id });
  },
);
