import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { describeEncryption } from '@/lib/keys/describe-encryption';

/** What the page shows, for its progress. No key is in it. */
export const GET = guarded({ role: 'owner' }, async () => {
  const { store, clock } = await requestContext();
  return jsonResponse(await describeEncryption(store, clock.now()));
});
