import { setAccountPeople } from '@/lib/accounts/mutations';
import { accountPeopleSchema } from '@/lib/accounts/schema';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Who looks after an account. */
export const PUT = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams, body: accountPeopleSchema },
  async ({ person, params: { id }, body }) => {
    const { store } = await requestContext();
    await setAccountPeople(store, person, id, body);
    return jsonResponse({ saved: id });
  },
);
