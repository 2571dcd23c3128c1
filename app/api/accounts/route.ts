import { z } from 'zod';
import { listAccounts } from '@/lib/accounts/data';
import { createAccount } from '@/lib/accounts/mutations';
import { clientStepSchema } from '@/lib/accounts/schema';
import { stepPath } from '@/lib/accounts/steps';
import { ACCOUNT_FILTERS } from '@/lib/accounts/view';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const query = z.strictObject({
  search: z.string().max(200).default(''),
  filter: z.enum(ACCOUNT_FILTERS).default('all'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

export const GET = guarded({ role: 'viewer', query }, async ({ query: asked }) => {
  const { store, appUrl, clock } = await requestContext();
  return jsonResponse(await listAccounts(store, asked, appUrl, clock.now()));
});

// Lazy, because the allowed hosts are read from the environment and a build must not need one.
const body = z.lazy(() => clientStepSchema(env().instanceHosts));

export const POST = guarded({ role: 'editor', body }, async ({ person, body: step }) => {
  const { store } = await requestContext();
  const id = await createAccount(store, person, step);
  return jsonResponse({ id, next: stepPath(id, 'grant-type') }, 201);
});
