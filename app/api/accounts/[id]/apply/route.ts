import { getAccount } from '@/lib/accounts/data';
import { applyAccount } from '@/lib/accounts/mutations';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams },
  async ({ person, params }) => {
    const { store, appUrl, clock } = await requestContext();
    const account = await getAccount(store, params.id, appUrl, clock.now());
    if (account.deletedAt) throw new AppError('not_found');
    if (!account.isTokenCurrent) throw new AppError('step_not_ready');
    await applyAccount(store, person, params.id);
    return jsonResponse({ next: `/accounts/${params.id}` });
  },
);
