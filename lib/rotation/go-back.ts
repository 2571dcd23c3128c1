import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError, type ErrorCode } from '@/lib/errors';
import { checkSecret, toProof } from '@/lib/rotation/check-secret';
import type { RotationRow } from '@/lib/rotation/data';
import { loadRotatable } from '@/lib/rotation/load-rotatable';
import { notProved } from '@/lib/rotation/not-proved';
import { openPrevious } from '@/lib/rotation/open';
import { writeUndo } from '@/lib/rotation/swap-mutations';
import { openClient } from '@/lib/tokens/open';

interface GoingBack {
  account: AccountRecord;
  token: TokenRecord;
  row: RotationRow;
  by: Actor | null;
  /** Why the new one is not used any more, where Coupa said so. */
  because?: ErrorCode;
}

/**
 * After a renewal that was refused for its secret: true when the one before the change is accepted and in use again, and another
 * try makes sense. A client that is refused has spent no refresh token (RFC 6749 §3.2.1: it is authenticated first). Where the
 * one before is refused too, nothing is changed: the new one was accepted once and is the likelier of the two.
 */
export async function goBackAfterRefusal(
  context: AuthorizeContext,
  accountId: string,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof AppError) || error.code !== 'invalid_client') return false;
  try {
    const { account, token, row } = await loadRotatable(context, accountId);
    if (!row?.previousSealed) return false;
    await goBack(context, { account, token, row, by: null, because: error.code });
    return true;
  } catch (other) {
    if (other instanceof AppError) return false;
    throw other;
  }
}

/**
 * Uses the secret before the change again, after Coupa has said that it accepts it.
 * @throws AppError rotation_missing, secret_not_proved (facts.reason: previous), renewal_in_progress, changed_meanwhile, and
 * those of the question when Coupa said nothing of the secret
 */
export async function goBack(context: AuthorizeContext, { account, token, row, by, because }: GoingBack) {
  const { store, clock } = context;
  const previous = await openPrevious(store, row);
  const { credentialsVersion } = account;
  // Other credentials were entered since: the one before the change belongs to none of them.
  if (!previous || row.proof?.credentialsVersion !== credentialsVersion)
    throw new AppError('rotation_missing');
  const asked = { account, token, clientSecret: previous };
  const check = await checkSecret(context, asked);
  if (check.outcome !== 'accepted')
    throw notProved('previous', toProof(check, asked, clock.now()), check.error.trace);
  const { clientSecret: current = '' } = await openClient(store, account);
  const now = clock.now();
  const proof = {
    outcome: 'undone' as const,
    ...(because && { error: because }),
    at: now.toISOString(),
    credentialsVersion,
  };
  await writeUndo(store, { account, row, next: previous, current, by, now }, proof);
}
