import { getStore } from '@/lib/db/store';
import { startCeremony } from '@/lib/door/ceremonies';
import { keepCeremony } from '@/lib/door/ceremony-cookie';
import { registrationOptions } from '@/lib/door/passkey-challenges';
import { passkeySite } from '@/lib/door/passkey-site';
import { env } from '@/lib/env';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** What the browser needs to make a passkey for this person. */
export const POST = guarded(
  { role: 'viewer', confirmed: true, beforeSecondFactor: true },
  async ({ person }) => {
    const store = await getStore();
    const options = await registrationOptions(store, person, passkeySite(env().appUrl));
    const { challenge } = options;
    const ceremony = { kind: 'passkey_registration', personId: person.id, challenge } as const;
    await keepCeremony(await startCeremony(store, ceremony, new Date()));
    return jsonResponse(options);
  },
);
