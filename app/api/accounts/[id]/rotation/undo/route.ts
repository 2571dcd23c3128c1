import { requestContext } from '@/lib/http/context';
import { accountParams, guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { getRotation } from '@/lib/rotation/get-rotation';
import { undoSwitch } from '@/lib/rotation/undo-switch';

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', rate: 'authorize', params: accountParams },
  async ({ person, params }) => {
    const context = await requestContext();
    await undoSwitch(context, person, params.id);
    return jsonResponse(await getRotation(context, params.id));
  },
);
