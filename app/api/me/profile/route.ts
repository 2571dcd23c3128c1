import { changeOwnName } from '@/lib/door/own-profile';
import { profileSchema } from '@/lib/door/person-schema';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';

/** Changes the person's own name. */
export const PUT = guarded({ role: 'viewer', body: profileSchema }, async ({ person, body: names }) => {
  const { store, clock } = await requestContext();
  await changeOwnName(store, person, names, clock.now());
  return jsonResponse(names);
});
