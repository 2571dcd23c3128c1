import { z } from 'zod';
import { endPersonSessions } from '@/lib/door/people-changes';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

/** Ends every session of a person. */
export const DELETE = guarded(
  { role: 'owner', confirmed: true, params },
  async ({ person, params: { id } }) => {
    const { store, clock } = await requestContext();
    await endPersonSessions(store, person, { personId: id, now: clock.now() });
    return jsonResponse({ id });
  },
);
