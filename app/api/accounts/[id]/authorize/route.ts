import { beginAuthorization } from '@/lib/authorize/begin';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { hintJob } from '@/lib/jobs/hint-job';

/** Answers with the place to go to: JSON and not a redirect, so that the page navigates and no form-action rule is needed. */
export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', rate: 'authorize', params: accountParams },
  async ({ person, params }) => {
    const location = await beginAuthorization(await requestContext(), person, params.id);
    // Client credentials bring a token at once: who was told of a trouble may hear that it is over.
    await hintJob('alerts');
    return jsonResponse({ location });
  },
);
