import { recordEventAlone } from '@/lib/audit/record';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { recordFailure } from '@/lib/authorize/failure';
import type { Actor } from '@/lib/door/person';
import { hintJob } from '@/lib/jobs/hint-job';
import { afterFailure } from '@/lib/upkeep/after-failure';
import { noteFailedAttempt } from '@/lib/upkeep/mutations';

interface Failed {
  accountId: string;
  /** Null for the clock. */
  by: Actor | null;
  leaseNo: number;
  error: unknown;
}

/**
 * Writes what follows from a failed renewal into the account's row, and the change of its state into its history. The clock's
 * many tries while Coupa is away are one line there, not one each.
 */
export async function recordFailedRenewal(context: AuthorizeContext, failed: Failed): Promise<void> {
  const { store } = context;
  const { accountId, by, leaseNo, error } = failed;
  const follows = await afterFailure(context, accountId, error);
  const isChange = await noteFailedAttempt(store, { accountId, leaseNo, ...follows });
  await recordFailure(store, { accountId, by, error, hasLine: by !== null });
  if (!isChange) return;
  const facts = { state: follows.state, code: follows.reason };
  await recordEventAlone(store, { kind: 'upkeep_changed', by: null, accountId, result: 'failed', facts });
  await hintJob('alerts');
}
