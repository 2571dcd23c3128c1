import { z } from 'zod';
import { withdrawInvitation } from '@/lib/door/invitations';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

/** Makes an open link worthless. */
export const DELETE = guarded(
  { role: 'owner', confirmed: true, params },
  async ({ person, params: { id } }) => {
    const { store, clock } = await requestContext();
    await withdrawInvitation(store, person, id, clock.now());
    return jsonResponse({ withdrawn: id });
  },
);
