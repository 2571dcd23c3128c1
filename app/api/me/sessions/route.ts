import { endOtherSessions } from '@/lib/door/session-list';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Ends all of the person's own sessions but this one. Making less possible needs no new proof of who asks. */
export const DELETE = guarded({ role: 'viewer', beforeSecondFactor: true }, async ({ person }) => {
  const { store, clock } = await requestContext();
  return jsonResponse({ ended: await endOtherSessions(store, person, clock.now()) });
});
