import { z } from 'zod';
import { clientStepSchema } from '@/lib/accounts/schema';
import { saveClientStep } from '@/lib/accounts/step-mutations';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { nextStepResponse, stepBody } from '@/lib/http/step';

const body = stepBody(z.lazy(() => clientStepSchema(env().instanceHosts)));

export const PUT = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams, body },
  async ({ person, params, body: { version, step } }) => {
    const context = await requestContext();
    await saveClientStep(context.store, person, params.id, version, step);
    return nextStepResponse(context, params.id);
  },
);
