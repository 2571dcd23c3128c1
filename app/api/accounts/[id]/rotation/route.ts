import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { dropSecret } from '@/lib/rotation/drop-secret';
import { getRotation } from '@/lib/rotation/get-rotation';
import { stageSchema } from '@/lib/rotation/schema';
import { stageSecret } from '@/lib/rotation/stage-secret';

/** Nothing here needs a fresh proof of the person: no secret is shown, and none that Coupa has not accepted is ever used. */

export const GET = guarded(
  { role: 'viewer', apiKey: 'status:read', params: accountParams },
  async ({ params }) => jsonResponse(await getRotation(await requestContext(), params.id)),
);

export const PUT = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams, body: stageSchema },
  async ({ person, params, body: { clientSecret } }) => {
    const context = await requestContext();
    await stageSecret(context, person, params.id, clientSecret);
    return jsonResponse(await getRotation(context, params.id));
  },
);

export const DELETE = guarded(
  { role: 'editor', apiKey: 'accounts:manage', params: accountParams },
  async ({ person, params }) => {
    const context = await requestContext();
    await dropSecret(context, person, params.id);
    return jsonResponse(await getRotation(context, params.id));
  },
);
