import { loadAccount } from '@/lib/accounts/data';
import { type AccountRecord, hasCurrentToken, type TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { recordFailure } from '@/lib/authorize/failure';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { deriveEndpoints } from '@/lib/coupa/endpoints';
import type { Actor } from '@/lib/door/person';
import { AppError } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { requestClientCredentials } from '@/lib/oauth/client-credentials';
import { refreshToken } from '@/lib/oauth/refresh';
import type { TokenGrant } from '@/lib/oauth/types';
import { answerOrDiscard, makePlace, type Place } from '@/lib/tokens/keep-grant';
import { openClient, openIdToken, openRefreshToken } from '@/lib/tokens/open';
import { afterFailure } from '@/lib/upkeep/after-failure';
import { inFlight } from '@/lib/upkeep/in-flight';
import { claimAttempt, noteFailedAttempt, releaseAttempt } from '@/lib/upkeep/mutations';
import { isOutcomeUnknown } from '@/lib/upkeep/outcome';
import { promoteCandidate, settleAccount } from '@/lib/upkeep/settle-journal';

/** `busy`: another process is at it; its outcome stands in the row when its lease has ended. */
export type Renewal = 'renewed' | 'busy';

/**
 * Gets a new token for an account: by client credentials anew, by refresh token otherwise (RFC 6749 §6). The one way in which
 * pages, tools and the clock renew. In this process one call at a time for each account, the others get its outcome; between
 * processes the row's lease decides. The old token stays until the new one is stored.
 * @param by who asked; null for the clock
 * @throws AppError step_not_ready when there is no token for this configuration, invalid_grant without a refresh token, those of the request
 */
export function renewToken(context: AuthorizeContext, by: Actor | null, accountId: string): Promise<Renewal> {
  return inFlight('renewal', accountId, () => renewOnce(context, by, accountId));
}

async function renewOnce(context: AuthorizeContext, by: Actor | null, accountId: string): Promise<Renewal> {
  const { store, appUrl } = context;
  // An answer that the database has not seen yet comes before any new request: its refresh token is the one that is alive.
  await settleAccount(context, accountId);
  const { account, token } = await loadAccount(store, accountId);
  if (!account.deletedAt) requireUsable(account);
  if (!token || account.deletedAt || !hasCurrentToken(account, token, appUrl))
    throw new AppError('step_not_ready');
  const place = await makePlace(context, account, token);
  const leaseNo = await claimAttempt(store, accountId, place.attemptId);
  if (leaseNo === null) {
    await place.discard();
    return 'busy';
  }
  // Between reading and claiming somebody else may have renewed; a second request would spend what they have just got.
  if ((await loadAccount(store, accountId)).token?.version !== token.version) {
    await place.discard();
    await releaseAttempt(store, accountId, leaseNo);
    return 'renewed';
  }
  await attempt(context, { by, account, token, place, leaseNo });
  return 'renewed';
}

interface Attempt {
  by: Actor | null;
  account: AccountRecord;
  token: TokenRecord;
  place: Place;
  leaseNo: number;
}

async function attempt(context: AuthorizeContext, { by, account, token, place, leaseNo }: Attempt) {
  const { store } = context;
  try {
    const grant = await answerOrDiscard(place, ask(context, account, token));
    await place.keep({
      grant,
      requestedScopes: token.requestedScopes,
      consentedAt: token.consentedAt,
      by,
      kind: 'renewed',
      configurationHash: token.configurationHash,
    });
  } catch (error) {
    // What killed the refresh token in the row may have brought another one, to a process that was too late to store it.
    if (await promoteCandidate(context, account, token, error)) {
      await releaseAttempt(store, account.id, leaseNo);
      return;
    }
    await noteFailedAttempt(store, {
      accountId: account.id,
      leaseNo,
      ...(await afterFailure(context, account.id, error)),
    });
    await recordFailure(store, { accountId: account.id, by, error });
    throw error;
  }
}

/**
 * One request; a second one at once with the same refresh token when no whole answer came back. That is inside every known
 * grace window, and a server that ends the whole family for it has already made the token that we hold worthless.
 */
async function ask(
  context: AuthorizeContext,
  account: AccountRecord,
  token: TokenRecord,
): Promise<TokenGrant> {
  const { store, outbound, clock } = context;
  const request = { client: await openClient(store, account), outbound, clock };
  if (account.grantType === 'client_credentials') {
    const endpoints = deriveEndpoints(account.instanceUrl);
    return requestClientCredentials({ ...request, endpoints, scopes: token.requestedScopes });
  }
  const inUse = await openRefreshToken(store, token);
  if (!inUse) throw new AppError('invalid_grant', { facts: { reason: 'no-refresh-token' } });
  const endpoints = await findEndpoints(account.instanceUrl, outbound);
  const previousIdToken = await openIdToken(store, token);
  const refresh = () => refreshToken({ ...request, endpoints, refreshToken: inUse, previousIdToken });
  try {
    return await refresh();
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    return refresh();
  }
}
