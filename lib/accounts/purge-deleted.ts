import { loadAccount } from '@/lib/accounts/data';
import { goneBefore } from '@/lib/accounts/kept-until';
import { listGone, purgeAccount } from '@/lib/accounts/purge-mutations';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { revokeToken } from '@/lib/oauth/revoke-token';
import { dropAccount } from '@/lib/tokens/journal-files';
import { openClient, openRefreshToken } from '@/lib/tokens/open';

const BATCH = 100;

/**
 * Takes away what was deleted more than 30 days ago: the rows, the answers in the journal, and at the instance the refresh token,
 * which lives for 90 days, where the instance says how (RFC 7009). Coupa documents no such address; there it ends by itself.
 * Returns how many accounts went.
 */
export async function purgeDeleted(
  context: AuthorizeContext,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const { store, journalDirectory } = context;
  const before = goneBefore(now);
  let purged = 0;
  for (;;) {
    const ids = await listGone(store, before, BATCH);
    for (const id of ids) {
      if (signal?.aborted) return purged;
      await revoke(context, id);
      if (!(await purgeAccount(store, id, before))) continue;
      await dropAccount(journalDirectory, id);
      purged += 1;
    }
    if (ids.length < BATCH) return purged;
  }
}

/** Once and not again: an instance that is away, or a value that does not open, keeps nothing here. */
async function revoke({ store, outbound, clock }: AuthorizeContext, id: string): Promise<void> {
  try {
    const { account, token } = await loadAccount(store, id);
    if (!token?.refreshTokenSealed) return;
    const endpoints = await findEndpoints(account.instanceUrl, outbound);
    if (!endpoints.revocation) return;
    const client = await openClient(store, account);
    const refreshToken = await openRefreshToken(store, token);
    if (refreshToken) await revokeToken({ endpoints, client, refreshToken, outbound, clock });
  } catch (error) {
    log.warn('token_not_revoked', { account: id, code: error instanceof AppError ? error.code : 'internal' });
  }
}
