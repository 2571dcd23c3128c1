import { z } from 'zod';
import { setPaused } from '@/lib/alerts/channel-mutations';
import { alertParams } from '@/lib/alerts/channel-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { hintJob } from '@/lib/jobs/hint-job';

const body = z.strictObject({ isPaused: z.boolean() });

/** Pauses or resumes; what waited meanwhile leaves at once. */
export const PUT = guarded(
  { role: 'owner', params: alertParams, body },
  async ({ person, params: { id }, body: { isPaused } }) => {
    const { store, clock } = await requestContext();
    await setPaused(store, person, id, { isPaused, now: clock.now() });
    if (!isPaused) await hintJob('deliveries');
    return jsonResponse({ isPaused });
  },
);
