import { loadAccount } from '@/lib/accounts/data';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Proof } from '@/lib/db/upkeep-tables';
import { AppError } from '@/lib/errors';
import { type ApiRead, readApi } from '@/lib/oauth/api-read';
import { decodeJwt, scopesOf } from '@/lib/oauth/jwt';
import { dropTokenBefore } from '@/lib/tokens/mutations';
import { openAccessToken } from '@/lib/tokens/open';
import { loadUpkeep } from '@/lib/upkeep/data';
import { claimProbe, hastenRenewal, postponeProbe, saveRead } from '@/lib/upkeep/probe-mutations';
import { pacerFor } from '@/lib/validation/pacer-for';
import { planScopes } from '@/lib/validation/scope-plan';

/** After a read that failed for a cause that has nothing to do with the token. */
const AGAIN_MS = 3_600_000;

/** `hastened`: Coupa no longer accepts the token, and its renewal was brought forward. */
export type ProbeOutcome = 'read' | 'hastened' | 'nothing-to-read' | 'taken';

/**
 * One cheap read with the token in use, which shows that it works or that it does not: a token can be revoked at Coupa long
 * before its end. What was answered is kept. A 401 brings the renewal forward, once for each token: one that Coupa
 * refuses however new it is needs a person to look, not a request after the other. Nothing else changes the account's state.
 * @throws AppError those of the network, rate_limited and endpoint_server_error; then it is asked again in an hour
 */
export async function probe(
  context: AuthorizeContext,
  accountId: string,
  signal: AbortSignal,
): Promise<ProbeOutcome> {
  const { store, clock } = context;
  if (!(await claimProbe(store, accountId, clock.now(), Math.random()))) return 'taken';
  const { account, token } = await loadAccount(store, accountId);
  const before = (await loadUpkeep(store, accountId))?.lastRead ?? null;
  if (!token) return 'nothing-to-read';
  const accessToken = await openAccessToken(store, token);
  const path = pathToRead(scopesIn(accessToken, account, token), before);
  if (!path) {
    await dropTokenBefore(store, token);
    return 'nothing-to-read';
  }
  try {
    const read = await ask(context, account.instanceUrl, path, accessToken, signal);
    await saveRead(store, accountId, read);
    if (read.status !== 401) await dropTokenBefore(store, token);
    if (read.status !== 401 || isKnown(before, token)) return 'read';
    await hastenRenewal(store, accountId, clock.now());
    return 'hastened';
  } catch (error) {
    await postponeProbe(store, accountId, new Date(clock.now().getTime() + AGAIN_MS));
    throw error;
  }
}

/** What the token says that it may; the form where it says nothing. */
function scopesIn(accessToken: string, account: AccountRecord, token: TokenRecord): readonly string[] {
  const jwt = decodeJwt(accessToken);
  return (jwt && scopesOf(jwt.claims)) ?? token.responseScopes ?? token.requestedScopes ?? account.scopes;
}

/** The one that worked last time, else the one after it: a role may forbid some, a licence lack others. */
function pathToRead(scopes: readonly string[], before: Proof | null): string | undefined {
  const { reads } = planScopes(scopes);
  const last = reads.findIndex(({ path }) => before !== null && path.split('?')[0] === before.path);
  const hasWorked = last >= 0 && before !== null && before.status < 400;
  return reads[hasWorked ? last : (last + 1) % reads.length]?.path;
}

/** This very token was refused before, so bringing the renewal forward did not help. */
const isKnown = (before: Proof | null, token: TokenRecord): boolean =>
  before?.status === 401 && new Date(before.at) > token.obtainedAt;

async function ask(
  { outbound, clock }: AuthorizeContext,
  origin: string,
  path: string,
  accessToken: string,
  signal: AbortSignal,
): Promise<Proof> {
  await pacerFor(origin, clock).takeTurn(signal);
  const read = await readApi({ origin, path, accessToken, outbound, clock, signal });
  requireAnswer(read);
  const { pathname } = new URL(path, origin);
  return { method: 'GET', path: pathname, status: read.status, at: clock.now().toISOString() };
}

/** An instance that is down or has enough says nothing about the token. */
function requireAnswer({ status, retryAfterSeconds, trace }: ApiRead): void {
  const facts = { host: new URL(trace.url).host, status };
  if (status === 429) {
    const asked = retryAfterSeconds === null ? facts : { ...facts, retryAfterSeconds };
    throw new AppError('rate_limited', { retryable: true, facts: asked, trace });
  }
  if (status >= 500) throw new AppError('endpoint_server_error', { retryable: true, facts, trace });
}
