import { z } from 'zod';
import { endOwnSession } from '@/lib/door/session-list';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

/** Ends one of the person's own sessions. */
export const DELETE = guarded(
  { role: 'viewer', beforeSecondFactor: true, params },
  async ({ person, params: { id } }) => {
    const { store, clock } = await requestContext();
    await endOwnSession(store, person, id, clock.now());
    return jsonResponse({ ended: id });
  },
);
