import { z } from 'zod';
import { claimReset } from '@/lib/door/claim-reset';
import { requireOpenLink } from '@/lib/door/invitation-state';
import { hashNewPassword } from '@/lib/door/new-password';
import { resetSchema } from '@/lib/door/person-schema';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';

const body = z.strictObject({ token: z.string().max(100), ...resetSchema.shape });

/** Sets a new password by a one-time reset link; second factors and sessions of its person are gone. */
export const POST = open({ rate: 'door', body }, async ({ body: { token, password }, address }) => {
  if (!env().arePasswordsOn) throw new AppError('passwords_off');
  const { store, clock } = await requestContext();
  const { reset } = await requireOpenLink(store, token, clock.now());
  const passwordHash = await hashNewPassword({ password, email: reset?.email ?? '', field: 'password' });
  const email = await claimReset(store, { token, passwordHash }, { address, now: clock.now() });
  return jsonResponse({ email }, 201);
});
