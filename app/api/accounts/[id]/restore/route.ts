import { restoreAccount } from '@/lib/accounts/mutations';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { hintJob } from '@/lib/jobs/hint-job';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams },
  async ({ person, params }) => {
    const { store } = await requestContext();
    await restoreAccount(store, person, params.id);
    // What became due while nobody looked after it is renewed now.
    await hintJob('renewals');
    return jsonResponse({ restored: params.id });
  },
);
