import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { removePasskey } from '@/lib/door/passkeys';
import { env } from '@/lib/env';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

export const DELETE = guarded(
  { role: 'viewer', confirmed: true, params },
  async ({ person, params: { id } }) => {
    await removePasskey(await getStore(), person, id, env().isSecondFactorRequired, new Date());
    return jsonResponse({});
  },
);
