import { getStore } from '@/lib/db/store';
import { startCeremony } from '@/lib/door/ceremonies';
import { keepCeremony } from '@/lib/door/ceremony-cookie';
import { assertionOptions } from '@/lib/door/passkey-challenges';
import { passkeySite } from '@/lib/door/passkey-site';
import { env } from '@/lib/env';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** A challenge for one of the person's passkeys, to confirm with. */
export const POST = guarded({ role: 'viewer', beforeSecondFactor: true }, async ({ person }) => {
  const store = await getStore();
  const options = await assertionOptions(store, person.id, passkeySite(env().appUrl));
  const { challenge } = options;
  const ceremony = { kind: 'confirmation', personId: person.id, challenge } as const;
  await keepCeremony(await startCeremony(store, ceremony, new Date()));
  return jsonResponse(options);
});
