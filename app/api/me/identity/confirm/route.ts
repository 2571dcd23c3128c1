import { z } from 'zod';
import { leaveForCompany } from '@/lib/door/company/leave';
import { requireCompany } from '@/lib/door/company/provider';
import { guarded } from '@/lib/http/guard';

/** Begins to confirm that it is them: they sign in at the company once more. */
export const POST = guarded(
  {
    role: 'viewer',
    beforeSecondFactor: true,
    rate: 'door',
    body: z.strictObject({ to: z.string().max(600) }),
  },
  async ({ request, person, body: { to } }) => {
    requireCompany();
    return leaveForCompany(request, { purpose: 'confirm', to, person });
  },
);
