import { verifyChain } from '@/lib/audit/verify-chain';
import { requestContext } from '@/lib/http/context';
import { guarded } from '@/lib/http/guard';
import { streamLines } from '@/lib/http/stream-lines';

/** Checks the chain of the audit log, and says how far it is. */
export const POST = guarded({ role: 'owner', rate: 'validate' }, async ({ request }) => {
  const { store } = await requestContext();
  return streamLines((signal) => verifyChain(store, { signal }), request.signal);
});
