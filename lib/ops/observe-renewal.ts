import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError, type ErrorCode } from '@/lib/errors';
import { log } from '@/lib/log';
import { classOf } from '@/lib/oauth/failure-class';
import { meters } from '@/lib/ops/meters';
import { traced } from '@/lib/ops/tracing';
import { loadUpkeep } from '@/lib/upkeep/data';

interface Observed {
  accountId: string;
  /** Null for the clock. */
  by: Actor | null;
  store: Store;
}

/** One renewal: a span, its time and outcome in the metrics, and one line of the log with what follows. */
export function observeRenewal<Outcome extends string>(
  observed: Observed,
  renew: () => Promise<Outcome>,
): Promise<Outcome> {
  const { accountId: account, by } = observed;
  const facts = { account, asked: by === null ? 'clock' : by.apiKey ? 'key' : 'person' };
  return traced('token.renew', { 'account.id': account }, async (say) => {
    const startedAt = performance.now();
    const count = (outcome: string) => {
      meters().renewals.inc({ outcome });
      say({ outcome });
      return { outcome, durationMs: Math.round(performance.now() - startedAt) };
    };
    try {
      const outcome = await renew();
      const counted = count(outcome);
      meters().renewalSeconds.observe(counted.durationMs / 1000);
      log.info('renewal_done', { ...facts, ...counted });
      return outcome;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      log.warn('renewal_failed', {
        ...facts,
        code,
        ...count(outcomeOf(code, error)),
        ...(await nextOf(observed)),
      });
      throw error;
    }
  });
}

/** Nothing was asked of Coupa for these: the account was not ready, or our own storage was not. */
const NOT_ASKED: readonly ErrorCode[] = [
  'not_found',
  'step_not_ready',
  'account_quarantined',
  'renewal_in_progress',
  'storage_full',
  'data_directory_unwritable',
  'database_unavailable',
];

const outcomeOf = (code: ErrorCode, error: unknown) =>
  NOT_ASKED.includes(code) ? 'not_asked' : classOf(error);

/** Where the account stands now; nothing while the database cannot say. */
async function nextOf({ store, accountId }: Observed) {
  const row = await loadUpkeep(store, accountId).catch(() => null);
  return row && { state: row.state, nextTryAt: row.dueAt?.toISOString() ?? null };
}
