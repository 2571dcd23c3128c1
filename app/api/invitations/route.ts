import { invitationUrl } from '@/lib/door/invitation-url';
import { makeInvitation } from '@/lib/door/invitations';
import { invitationSchema } from '@/lib/door/person-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Makes a one-time link for somebody new, and answers with it, this once: nothing can show it again. */
export const POST = guarded(
  { role: 'owner', confirmed: true, body: invitationSchema },
  async ({ person, body: wanted }) => {
    const { store, clock, appUrl } = await requestContext();
    const { token, expiresAt } = await makeInvitation(store, person, wanted, clock.now());
    return jsonResponse({ url: invitationUrl(appUrl, token), expiresAt }, 201);
  },
);
