import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { hintJob } from '@/lib/jobs/hint-job';
import { renewOrWait } from '@/lib/upkeep/wait-for-renewal';

/** *Renew now*, also before an earlier failure's next try: a person has put something right. Another process's renewal is waited for. */
export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', rate: 'renew', params: accountParams },
  async ({ person, params }) => {
    await renewOrWait(await requestContext(), person, params.id);
    await hintJob('alerts');
    return jsonResponse({ renewed: params.id });
  },
);
