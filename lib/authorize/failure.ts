import { recordEventAlone } from '@/lib/audit/record';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { noteProblem } from '@/lib/tokens/mutations';

interface Failed {
  accountId: string;
  /** Null for the clock. */
  by: Actor | null;
  error: unknown;
  /** False where the history has a line of its own for it, or had it before. */
  hasLine?: boolean;
}

/** Writes a failed try into the account and its history, so that the page can explain it after any redirect or reload. */
export async function recordFailure(
  store: Store,
  { accountId, by, error, hasLine = true }: Failed,
): Promise<void> {
  const { code, facts, trace } = error instanceof AppError ? error : new AppError('internal');
  const isOurs = code === 'changed_meanwhile' || code === 'account_quarantined' || code === 'internal';
  if (!isOurs) {
    await noteProblem(store, accountId, {
      code,
      facts,
      ...(trace && { trace }),
      at: new Date().toISOString(),
    });
  }
  if (!hasLine) return;
  const kind = trace ? 'token_failed' : 'authorization_failed';
  await recordEventAlone(store, {
    accountId,
    by,
    kind,
    result: 'failed',
    facts: { code, status: trace?.status ?? 0 },
  });
}
