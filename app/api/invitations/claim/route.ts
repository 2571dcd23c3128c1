import { z } from 'zod';
import { claimInvitation } from '@/lib/door/claim-invitation';
import { requireOpenLink } from '@/lib/door/invitation-state';
import { hashNewPassword } from '@/lib/door/new-password';
import { newPersonSchema } from '@/lib/door/person-schema';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';

const body = z.strictObject({ token: z.string().max(100), person: newPersonSchema });

/** Makes a person from a one-time invitation. The link is looked at first: a guess must not cost a password hash. */
export const POST = open({ rate: 'door', body }, async ({ body: { token, person }, address }) => {
  if (!env().arePasswordsOn) throw new AppError('passwords_off');
  const { store, clock } = await requestContext();
  await requireOpenLink(store, token, clock.now());
  const { password, ...named } = person;
  const passwordHash = await hashNewPassword({ password, email: named.email, field: 'person.password' });
  await claimInvitation(store, token, { ...named, passwordHash }, { address, now: clock.now() });
  return jsonResponse({ email: named.email }, 201);
});
