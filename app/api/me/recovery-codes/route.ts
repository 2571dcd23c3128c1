import { getStore } from '@/lib/db/store';
import { renewRecoveryCodes } from '@/lib/door/recovery-codes-renewal';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Ten new codes in place of those before; the only answer that carries them. */
export const POST = guarded({ role: 'viewer', confirmed: true }, async ({ person }) =>
  jsonResponse({ recoveryCodes: await renewRecoveryCodes(await getStore(), person, new Date()) }, 201),
);
