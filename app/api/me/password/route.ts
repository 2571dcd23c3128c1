import { changeOwnPassword } from '@/lib/door/own-password';
import { passwordChangeSchema } from '@/lib/door/person-schema';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Changes the person's own password; their other sessions end. */
export const PUT = guarded(
  { role: 'viewer', confirmed: true, rate: 'door', body: passwordChangeSchema },
  async ({ person, body }) => {
    if (!env().arePasswordsOn) throw new AppError('passwords_off');
    const { store, clock } = await requestContext();
    return jsonResponse({ endedSessions: await changeOwnPassword(store, person, body, clock.now()) });
  },
);
