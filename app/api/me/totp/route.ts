import { getStore } from '@/lib/db/store';
import { totpUri } from '@/lib/door/totp';
import { beginTotp, removeTotp } from '@/lib/door/totp-factor';
import { qrCode } from '@/lib/door/totp-qr';
import { env } from '@/lib/env';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** A new secret for an authenticator app: shown now, kept once a code of it is confirmed. */
export const POST = guarded(
  { role: 'viewer', confirmed: true, beforeSecondFactor: true },
  async ({ person }) => {
    const { secret, pending } = await beginTotp(await getStore(), person.id, new Date());
    const uri = totpUri(secret, person.email, new URL(env().appUrl).hostname);
    return jsonResponse({ secret, pending, uri, qr: qrCode(uri) });
  },
);

export const DELETE = guarded({ role: 'viewer', confirmed: true }, async ({ person }) => {
  await removeTotp(await getStore(), person, env().isSecondFactorRequired, new Date());
  return jsonResponse({});
});
