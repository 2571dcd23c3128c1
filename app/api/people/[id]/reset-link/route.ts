import { z } from 'zod';
import { invitationUrl } from '@/lib/door/invitation-url';
import { makeResetLink } from '@/lib/door/invitations';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const params = z.object({ id: z.uuid() });

/** Makes a one-time link for somebody who lost password or second factor, and answers with it, this once. */
export const POST = guarded(
  { role: 'owner', confirmed: true, params },
  async ({ person, params: { id } }) => {
    const { store, clock, appUrl } = await requestContext();
    const { token, expiresAt } = await makeResetLink(store, person, id, clock.now());
    return jsonResponse({ url: invitationUrl(appUrl, token), expiresAt }, 201);
  },
);
