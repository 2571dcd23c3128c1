import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { renewChallenge, startCeremony } from '@/lib/door/ceremonies';
import { keepCeremony, readCeremony } from '@/lib/door/ceremony-cookie';
import { assertionOptions } from '@/lib/door/passkey-challenges';
import { passkeySite } from '@/lib/door/passkey-site';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { jsonResponse } from '@/lib/http/json';
import { open } from '@/lib/http/open';

const body = z.strictObject({ step: z.enum(['alone', 'second_factor']) });

/** A challenge for a passkey: of whoever it is, or of the person whose password was right a moment ago. */
export const POST = open({ rate: 'door', body }, async ({ body: { step } }) => {
  if (!env().arePasswordsOn) throw new AppError('passwords_off');
  const store = await getStore();
  const site = passkeySite(env().appUrl);
  const now = new Date();
  const options = await assertionOptions(store, null, site);
  const { challenge } = options;
  if (step === 'alone') {
    await keepCeremony(await startCeremony(store, { kind: 'passkey_sign_in', challenge }, now));
    return jsonResponse(options);
  }
  const personId = await renewChallenge(store, 'second_factor', await readCeremony(), challenge, now);
  if (!personId) throw new AppError('not_signed_in');
  return jsonResponse({ ...(await assertionOptions(store, personId, site)), challenge });
});
