import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { renewToken } from '@/lib/upkeep/renew';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', rate: 'renew', params: accountParams },
  async ({ person, params }) => {
    await renewToken(await requestContext(), person, params.id);
    return jsonResponse({ renewed: params.id });
  },
);
