import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { readCeremony } from '@/lib/door/ceremony-cookie';
import { attestationSchema, passkeyNameSchema } from '@/lib/door/passkey-schema';
import { passkeySite } from '@/lib/door/passkey-site';
import { addPasskey } from '@/lib/door/passkeys';
import { env } from '@/lib/env';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const body = z.strictObject({ name: passkeyNameSchema, attestation: attestationSchema });

/** Keeps the passkey that the browser made. */
export const POST = guarded(
  { role: 'viewer', confirmed: true, beforeSecondFactor: true, body },
  async ({ person, body: { name, attestation } }) => {
    const made = { name, attestation, ceremonyId: await readCeremony() };
    const site = passkeySite(env().appUrl);
    return jsonResponse(await addPasskey(await getStore(), person, made, site, new Date()), 201);
  },
);
