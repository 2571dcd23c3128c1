import { z } from 'zod';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { dropKey } from '@/lib/keys/drop-key';

const params = z.object({ keyId: z.string().regex(/^k\d{1,6}$/) });

export const DELETE = guarded(
  { role: 'owner', confirmed: true, params },
  async ({ person, params: { keyId } }) => {
    const { store, clock } = await requestContext();
    await dropKey(store, keyId, person, clock.now());
    return jsonResponse({ dropped: keyId });
  },
);
