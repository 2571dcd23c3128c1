import { z } from 'zod';
import { disablePerson } from '@/lib/door/people-changes';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

/** Lets a person in no longer: sessions end at once, keys for automation that they made open nothing. */
export const POST = guarded(
  { role: 'owner', confirmed: true, params },
  async ({ person, params: { id } }) => {
    const { store, clock } = await requestContext();
    await disablePerson(store, person, { personId: id, now: clock.now() });
    return jsonResponse({ id });
  },
);
