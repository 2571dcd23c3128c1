import { z } from 'zod';
import { changeRole } from '@/lib/door/people-changes';
import { roleSchema } from '@/lib/door/person-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

/** Gives a person another role; it holds from their next request on. */
export const PUT = guarded(
  { role: 'owner', confirmed: true, params, body: roleSchema },
  async ({ person, params: { id }, body: { role } }) => {
    const { store, clock } = await requestContext();
    await changeRole(store, person, { personId: id, role, now: clock.now() });
    return jsonResponse({ id, role });
  },
);
