import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { claimCeremony } from '@/lib/door/ceremonies';
import { readCeremony } from '@/lib/door/ceremony-cookie';
import { confirmPerson } from '@/lib/door/confirm-person';
import { confirmWays } from '@/lib/door/confirm-ways';
import { assertionSchema } from '@/lib/door/passkey-schema';
import { passkeySite } from '@/lib/door/passkey-site';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const body = z.union([
  z.strictObject({ password: z.string().min(1, 'Enter your password.').max(1000) }),
  z.strictObject({ code: z.string().min(1, 'Enter the code.').max(100) }),
  z.strictObject({ passkey: assertionSchema }),
]);

/** How the person can confirm that it is them. */
export const GET = guarded({ role: 'viewer', beforeSecondFactor: true }, async ({ person }) =>
  jsonResponse(await confirmWays(await getStore(), person, env())),
);

/** Takes the proof; what needs one is open for ten minutes after it. */
export const POST = guarded(
  { role: 'viewer', beforeSecondFactor: true, body },
  async ({ person, body: proof }) => {
    if ('password' in proof && !env().arePasswordsOn) throw new AppError('passwords_off');
    const store = await getStore();
    const now = new Date();
    const isPasskey = 'passkey' in proof;
    const ceremony = isPasskey ? await claimCeremony(store, 'confirmation', await readCeremony(), now) : null;
    const challenge = ceremony?.personId === person.id ? ceremony.challenge : null;
    await confirmPerson(store, person, proof, { challenge, site: passkeySite(env().appUrl) }, now);
    return jsonResponse({ confirmedAt: now.toISOString() });
  },
);
