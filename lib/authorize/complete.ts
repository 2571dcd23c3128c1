import { randomUUID } from 'node:crypto';
import { hashConfiguration } from '@/lib/accounts/configuration-hash';
import { loadAccount } from '@/lib/accounts/data';
import { configurationOf, redirectUriOf } from '@/lib/accounts/to-view';
import { recordEventAlone } from '@/lib/audit/record';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { recordFailure } from '@/lib/authorize/failure';
import { findEndpoints } from '@/lib/authorize/find-endpoints';
import { claimTransaction } from '@/lib/authorize/mutations';
import type { Person } from '@/lib/door/current-person';
import { AppError } from '@/lib/errors';
import { readCallback } from '@/lib/oauth/callback';
import { exchangeCode } from '@/lib/oauth/exchange-code';
import { observeTokenRequest } from '@/lib/ops/observe-request';
import { keepOrGiveUp, makePlace } from '@/lib/tokens/keep-grant';
import { openClient } from '@/lib/tokens/open';

/**
 * Takes Coupa's answer: claims the journey, refuses what does not belong to it, exchanges the code, stores the token.
 * `search` is the query of the callback; the URL itself is rebuilt from APP_URL, because a request's own URL cannot be trusted.
 * @throws AppError access_denied, authorization_error, state_*, session_mismatch, configuration_changed, and those of the exchange
 */
export async function completeAuthorization(
  context: AuthorizeContext,
  person: Person,
  accountId: string,
  search: string,
): Promise<void> {
  const { store, outbound, clock, appUrl } = context;
  const { account, token } = await loadAccount(store, accountId);
  if (account.deletedAt) throw new AppError('not_found');
  const redirectUri = redirectUriOf(appUrl, accountId);
  const callbackUrl = new URL(redirectUri);
  callbackUrl.search = search;
  const { answer, state, journey } = await claimJourney(context, person, accountId, callbackUrl);

  try {
    if (answer.kind === 'error') throw refusal(answer);
    if (journey.configurationHash !== hashConfiguration(configurationOf(account, appUrl))) {
      throw new AppError('configuration_changed');
    }
    const endpoints = await findEndpoints(account.instanceUrl, outbound);
    const client = await openClient(store, account);
    const { configurationHash } = journey;
    const requestedScopes = account.scopeSource === 'from_token' ? null : account.scopes;
    const expected = {
      attemptId: randomUUID(),
      account,
      before: token,
      requestedScopes,
      configurationHash,
      by: person,
    };
    const place = await makePlace(context, { ...expected, consentedAt: 'now', kind: 'authorized' });
    const exchange = {
      endpoints,
      client,
      clientProof: account.clientProof,
      callbackUrl,
      expectedState: state,
      codeVerifier: journey.codeVerifier,
      nonce: journey.nonce,
      redirectUri,
      outbound,
      clock,
    };
    const observed = {
      accountId,
      instanceUrl: account.instanceUrl,
      grant: 'authorization_code',
    } as const;
    await keepOrGiveUp(place, async () =>
      place.keep(await observeTokenRequest(observed, () => exchangeCode(exchange))),
    );
  } catch (error) {
    await recordFailure(store, { accountId, by: person, error });
    throw error;
  }
}

/** The journey that an answer belongs to. An answer that belongs to none is written into the history and changes nothing else. */
async function claimJourney(
  { store, clock }: AuthorizeContext,
  person: Person,
  accountId: string,
  callbackUrl: URL,
) {
  try {
    const answer = readCallback(callbackUrl);
    const { state } = answer;
    if (state === null) throw new AppError('state_missing');
    const journey = await claimTransaction(store, {
      accountId,
      sessionIdHash: person.sessionIdHash,
      state,
      now: clock.now(),
    });
    return { answer, state, journey };
  } catch (error) {
    // A reload or the back button comes here as well, and is nothing to report.
    if (error instanceof AppError && error.code !== 'state_used') {
      const facts = { code: error.code, status: 0 };
      await recordEventAlone(store, { accountId, by: person, kind: 'authorization_failed', facts });
    }
    throw error;
  }
}

/** RFC 6749 §4.1.2.1: the error wins over whatever else stands in the answer. */
function refusal({ error, description }: { error: string; description: string | null }): AppError {
  const code = error === 'access_denied' ? 'access_denied' : 'authorization_error';
  return new AppError(code, { facts: { error, ...(description && { description }) } });
}
