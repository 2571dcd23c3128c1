import { z } from 'zod';
import { getStore } from '@/lib/db/store';
import { confirmTotp } from '@/lib/door/totp-factor';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const body = z.strictObject({
  pending: z.string().max(1000),
  code: z.string().min(1, 'Enter the code that the app shows.').max(20),
});

/** Keeps the secret once the app's first code is right. */
export const POST = guarded(
  { role: 'viewer', confirmed: true, beforeSecondFactor: true, body },
  async ({ person, body: given }) =>
    jsonResponse(await confirmTotp(await getStore(), person, given, new Date()), 201),
);
