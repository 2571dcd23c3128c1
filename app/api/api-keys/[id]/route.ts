import { z } from 'zod';
import { revokeApiKey } from '@/lib/door/api-keys';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

export const DELETE = guarded(
  { role: 'owner', confirmed: true, params },
  async ({ person, params: { id } }) => {
    const { store, clock } = await requestContext();
    await revokeApiKey(store, person, id, clock.now());
    return jsonResponse({ revoked: id });
  },
);
