import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { streamLines } from '@/lib/http/stream-lines';
import { runValidation } from '@/lib/reports/run';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', rate: 'validate', params: accountParams },
  async ({ request, person, params }) => {
    const context = await requestContext();
    return streamLines((signal) => runValidation(context, person, params.id, signal), request.signal);
  },
);
