import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { jsonResponse } from '@/lib/http/json';
import { addKey } from '@/lib/keys/add-key';
import { startRewrapping } from '@/lib/keys/rewrapping';

/** Adds a key; re-wrapping goes on in the background after the answer. */
export const POST = guarded({ role: 'owner', confirmed: true }, async ({ person }) => {
  const { store, clock } = await requestContext();
  const keyId = await addKey(store, person, clock.now());
  void startRewrapping(store);
  return jsonResponse({ keyId }, 201);
});
