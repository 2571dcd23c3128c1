import { newApiKeySchema } from '@/lib/door/api-key-schema';
import { createApiKey } from '@/lib/door/api-keys';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

const body = newApiKeySchema(() => new Date());

/** Makes a key and answers with it, this once: nothing can show it again. */
export const POST = guarded({ role: 'owner', confirmed: true, body }, async ({ person, body: asked }) => {
  const { store, clock } = await requestContext();
  return jsonResponse(await createApiKey(store, person, asked, clock.now()), 201);
});
