import { scopesStepSchema } from '@/lib/accounts/schema';
import { saveScopesStep } from '@/lib/accounts/step-mutations';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { nextStepResponse, stepBody } from '@/lib/http/step';

const body = stepBody(scopesStepSchema);

export const PUT = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams, body },
  async ({ person, params, body: { version, step } }) => {
    const context = await requestContext();
    await saveScopesStep(context.store, person, params.id, version, step);
    return nextStepResponse(context, params.id);
  },
);
