import { credentialsStepSchema } from '@/lib/accounts/schema';
import { saveCredentialsStep } from '@/lib/accounts/step-mutations';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { nextStepResponse, stepBody } from '@/lib/http/step';

const body = stepBody(credentialsStepSchema);

export const PUT = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams, body },
  async ({ person, params, body: { version, step } }) => {
    const context = await requestContext();
    await saveCredentialsStep(context.store, person, params.id, version, step);
    return nextStepResponse(context, params.id);
  },
);
