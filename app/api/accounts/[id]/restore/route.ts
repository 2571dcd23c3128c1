import { restoreAccount } from '@/lib/accounts/mutations';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams },
  async ({ person, params }) => {
    const { store } = await requestContext();
    await restoreAccount(store, person, params.id);
    return jsonResponse({ restored: params.id });
  },
);
