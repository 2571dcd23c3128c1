import { randomUUID } from 'node:crypto';
import { loadAccount } from '@/lib/accounts/data';
import { hasCurrentToken } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { observeRenewal } from '@/lib/ops/observe-renewal';
import { goBackAfterRefusal } from '@/lib/rotation/go-back';
import { keepOrGiveUp, makePlace } from '@/lib/tokens/keep-grant';
import { askForToken } from '@/lib/upkeep/ask-for-token';
import { loadUpkeep } from '@/lib/upkeep/data';
import { inFlight } from '@/lib/upkeep/in-flight';
import { promoteCandidate } from '@/lib/upkeep/late-answers';
import { beginLease, type Lease } from '@/lib/upkeep/lease';
import { type Claim, claimAttempt, releaseAttempt } from '@/lib/upkeep/mutations';
import { recordFailedRenewal } from '@/lib/upkeep/record-failed-renewal';
import { settleAccount } from '@/lib/upkeep/settle-journal';
import { ON_HOLD } from '@/lib/upkeep/state';

/** `busy`: another process is at it; its outcome stands in the row when its lease has ended. */
export type Renewal = 'renewed' | 'busy';

/**
 * Gets a new token for an account: by client credentials anew, by refresh token otherwise (RFC 6749 §6). The one way in which
 * pages, tools and the clock renew. In this process one call at a time for each account, the others get its outcome; between
 * processes the row's lease decides. The old token stays until the new one is stored.
 * @param by who asked; null for the clock
 * @param only renews nothing but what is due by then, or was obtained by then; without it whatever the time
 * @throws AppError step_not_ready when there is no token for this configuration, account_quarantined, invalid_grant without a
 * refresh token, storage_full before anything is sent, and those of the request
 */
export function renewToken(
  context: AuthorizeContext,
  by: Actor | null,
  accountId: string,
  only: Pick<Claim, 'dueBy' | 'obtainedBy'> = {},
): Promise<Renewal> {
  return inFlight('renewal', accountId, () =>
    observeRenewal({ store: context.store, accountId, by }, () => renewOnce(context, by, accountId, only)),
  );
}

async function renewOnce(
  context: AuthorizeContext,
  by: Actor | null,
  accountId: string,
  only: Pick<Claim, 'dueBy' | 'obtainedBy'> = {},
): Promise<Renewal> {
  const { store } = context;
  // An answer that the database has not seen yet comes before any new request: its refresh token is the one that is alive.
  if (await settleAccount(context, accountId)) return 'renewed';
  const lease = beginLease();
  const attemptId = randomUUID();
  const leaseNo = await claimAttempt(store, accountId, attemptId, {
    mayTryOnHold: by !== null && !by.apiKey,
    ...only,
  });
  if (leaseNo === null) return whyNotClaimed(store, accountId, only.obtainedBy);
  try {
    const isStored = await attempt(context, { by, accountId, attemptId, lease });
    // Storing a token has ended the lease.
    if (!isStored) await releaseAttempt(store, accountId, leaseNo);
  } catch (error) {
    await recordFailedRenewal(context, { accountId, by, leaseNo, error });
    if (await goBackAfterRefusal(context, accountId, error)) return renewOnce(context, by, accountId, {});
    throw error;
  }
  return 'renewed';
}

/** @throws AppError step_not_ready when there is no token to renew, invalid_grant while only a person may try it */
async function whyNotClaimed(store: Store, accountId: string, obtainedBy?: Date): Promise<Renewal> {
  const row = await loadUpkeep(store, accountId);
  if (!row) throw new AppError('step_not_ready');
  if (row.facts.reason === ON_HOLD) throw new AppError('invalid_grant', { facts: { reason: ON_HOLD } });
  const isNewer = obtainedBy && row.renewedAt && row.renewedAt > obtainedBy;
  return isNewer ? 'renewed' : 'busy';
}

interface Attempt {
  by: Actor | null;
  accountId: string;
  attemptId: string;
  lease: Lease;
}

/** True when a token was stored; false when somebody else had stored one. */
async function attempt(context: AuthorizeContext, { by, accountId, attemptId, lease }: Attempt) {
  const { account, token } = await loadAccount(context.store, accountId);
  if (!account.deletedAt) requireUsable(account);
  if (!token || account.deletedAt || !hasCurrentToken(account, token, context.appUrl))
    throw new AppError('step_not_ready');
  const { requestedScopes, configurationHash, consentedAt } = token;
  const expected = {
    requestedScopes,
    configurationHash,
    consentedAt,
    by,
    kind: 'renewed',
    attemptId,
  } as const;
  const place = await makePlace(context, { ...expected, account, before: token });
  try {
    await keepOrGiveUp(place, async () =>
      place.keep(await askForToken(context, { account, token, place, lease })),
    );
    return true;
  } catch (error) {
    // What killed the refresh token in the row may have brought another one, to a process that was too late to store it.
    const isRefused = error instanceof AppError && error.code === 'invalid_grant';
    if (!isRefused || !(await promoteCandidate(context, token))) throw error;
    return false;
  }
}
