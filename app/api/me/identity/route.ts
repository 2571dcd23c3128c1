import { z } from 'zod';
import { leaveForCompany } from '@/lib/door/company/leave';
import { requireCompany } from '@/lib/door/company/provider';
import { unlinkIdentity } from '@/lib/door/company/unlink';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Begins to link the person's company account: they sign in there, and come back in this session. */
export const POST = guarded(
  { role: 'viewer', confirmed: true, rate: 'door', body: z.strictObject({}) },
  async ({ request, person }) => {
    requireCompany();
    return leaveForCompany(request, { purpose: 'link', to: '/you', person });
  },
);

/** Takes the company account away from the person's ways in. */
export const DELETE = guarded({ role: 'viewer', confirmed: true }, async ({ person }) => {
  const { store, clock } = await requestContext();
  const { issuer } = requireCompany();
  const { arePasswordsOn } = env();
  await unlinkIdentity(store, person, { issuer, arePasswordsOn }, clock.now());
  return jsonResponse({});
});
