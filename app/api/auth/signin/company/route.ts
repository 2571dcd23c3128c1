import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { leaveForCompany } from '@/lib/door/company/leave';
import { requireCompany } from '@/lib/door/company/provider';
import { requireOpenLink } from '@/lib/door/invitation-state';
import { welcomeState } from '@/lib/door/welcome';
import { AppError } from '@/lib/errors';
import { open } from '@/lib/http/open';

const token = z.string().min(1).max(100);
const body = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.literal('sign_in'), to: z.string().max(600).optional() }),
  z.strictObject({ purpose: z.literal('welcome'), token }),
  z.strictObject({ purpose: z.literal('invitation'), token }),
]);

/** Begins a visit to the company's sign-in. A link is looked at before the browser leaves, and used only when it is back. */
export const POST = open({ rate: 'door', body }, async ({ request, body: wanted }) => {
  requireCompany();
  const { purpose } = wanted;
  if (wanted.purpose === 'sign_in') return leaveForCompany(request, wanted);
  const store = await getStore();
  const now = new Date();
  if (wanted.purpose === 'invitation') await requireOpenLink(store, wanted.token, now);
  else if ((await welcomeState(store, wanted.token, now)) !== 'open') throw new AppError('link_unusable');
  return leaveForCompany(request, { purpose, linkToken: wanted.token });
});
