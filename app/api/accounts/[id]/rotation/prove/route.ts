import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { getRotation } from '@/lib/rotation/get-rotation';
import { proveSecret } from '@/lib/rotation/prove-secret';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', rate: 'authorize', params: accountParams },
  async ({ person, params }) => {
    const context = await requestContext();
    await proveSecret(context, person, params.id);
    return jsonResponse(await getRotation(context, params.id));
  },
);
