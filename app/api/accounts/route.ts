import { z } from 'zod';
import { readCursor } from '@/lib/accounts/list-cursor';
import { LAST_NUMBERED_PAGE, listAccounts } from '@/lib/accounts/list-data';
import { createAccount } from '@/lib/accounts/mutations';
import { clientStepSchema } from '@/lib/accounts/schema';
import { stepPath } from '@/lib/accounts/steps';
import { ACCOUNT_FILTERS } from '@/lib/accounts/view';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const query = z.strictObject({
  search: z.string().max(200).default(''),
  filter: z.enum(ACCOUNT_FILTERS).default('all'),
  page: z.coerce.number().int().min(1).max(LAST_NUMBERED_PAGE).default(1),
  /** `next` of an answer before, for what comes after the numbered pages. */
  after: z
    .string()
    .max(200)
    .refine((text) => readCursor(text) !== null, 'Send `next` of an answer')
    .optional(),
});

export const GET = guarded(
  { role: 'viewer', apiKey: 'status:read', query },
  async ({ person, query: asked }) => {
    const { store, appUrl, clock } = await requestContext();
    const onlyIds = person.apiKey?.accountIds ?? null;
    return jsonResponse(await listAccounts(store, { ...asked, onlyIds }, appUrl, clock.now()));
  },
);

// Lazy, because the allowed hosts are read from the environment and a build must not need one.
const body = z.lazy(() => clientStepSchema(env().instanceHosts));

export const POST = guarded(
  { role: 'editor', apiKey: 'accounts:manage', body },
  async ({ person, body: step }) => {
    // A key that names accounts could never use the one that it makes.
    if (person.apiKey?.accountIds)
      throw new AppError('api_key_scope', { facts: { needed: 'a new account' } });
    const { store } = await requestContext();
    const id = await createAccount(store, person, step);
    return jsonResponse({ id, next: stepPath(id, 'grant-type') }, 201);
  },
);
