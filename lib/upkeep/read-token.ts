import type { AuthorizeContext } from '@/lib/authorize/begin';
import type { Actor } from '@/lib/door/person';
import { AppError, withFacts } from '@/lib/errors';
import { requireUsable } from '@/lib/keys/quarantined';
import { loadProgress, loadTokenStanding, type TokenInUse } from '@/lib/upkeep/renewal-data';
import { renewOrWait } from '@/lib/upkeep/wait-for-renewal';

/** A token younger than this is not renewed for somebody who wants a longer rest of its life: the next one would live no longer. */
const YOUNG_SECONDS = 60;

interface Wanted {
  /** Seconds that the token must still live. 0 takes any that has not ended. */
  minTtlSeconds: number;
  /** Who asks; null for the clock. */
  by: Actor | null;
}

export interface ReadToken extends TokenInUse {
  /** Whole seconds until it ends, at least 1. */
  expiresInSeconds: number;
}

/**
 * The token in use of an account, sealed as it is, with at least so many seconds left; the one way to a token for whoever calls
 * Coupa with it. It is renewed first when it has fewer: once for everybody who asks, in this process and over all of them.
 *
 * What upkeep says of the account does not count while its token lives: after a refused renewal the token still works, and is
 * handed out. When the renewal fails and the token lives on for fewer seconds than asked for, that is still a failure: whoever
 * names a least life has work of that length. `facts.secondsLeft` says what there is, and a smaller `min_ttl` gets it.
 *
 * @throws AppError not_found; account_quarantined; step_not_ready without a token of this configuration; min_ttl_too_long;
 *   renewal_in_progress; those of the renewal, also of an earlier one whose time to be repeated has not come
 */
export async function readToken(
  context: AuthorizeContext,
  accountId: string,
  { minTtlSeconds, by }: Wanted,
): Promise<ReadToken> {
  const token = await loadToken(context, accountId);
  const wantedSeconds = Math.max(1, minTtlSeconds);
  if (token.expiresInSeconds >= wantedSeconds) return proved(context, token, wantedSeconds);
  requireReachable(token, wantedSeconds);
  try {
    await requireTime(context, accountId);
    await renewOrWait(context, by, accountId, token.obtainedAt);
  } catch (error) {
    const now = await loadToken(context, accountId);
    if (now.expiresInSeconds >= wantedSeconds) return now;
    throw withSecondsLeft(error, now.expiresInSeconds);
  }
  const renewed = await loadToken(context, accountId);
  if (renewed.expiresInSeconds < wantedSeconds) throw tooLong(renewed, wantedSeconds);
  return renewed;
}

async function loadToken({ store, clock, appUrl }: AuthorizeContext, accountId: string): Promise<ReadToken> {
  const { token, ...account } = await loadTokenStanding(store, accountId, appUrl);
  if (account.deletedAt) throw new AppError('not_found');
  requireUsable(account);
  if (!token) throw new AppError('step_not_ready', { facts: { reason: 'no-token' } });
  return { ...token, expiresInSeconds: secondsUntil(token.expiresAt, clock.now()) };
}

/** The token before, while it lives as long as asked for and nothing has shown yet that the new one works (Coupa: 5 s to know it). */
function proved({ clock }: AuthorizeContext, token: ReadToken, wantedSeconds: number): ReadToken {
  if (!token.before) return token;
  const expiresInSeconds = secondsUntil(token.before.expiresAt, clock.now());
  return expiresInSeconds >= wantedSeconds ? { ...token, ...token.before, expiresInSeconds } : token;
}

const secondsUntil = (at: Date, now: Date) => Math.floor((at.getTime() - now.getTime()) / 1000);

const lifeOf = ({ obtainedAt, expiresAt }: TokenInUse) =>
  Math.floor((expiresAt.getTime() - obtainedAt.getTime()) / 1000);

/** What a new token is still good for when it is a minute old, or has lived a tenth of a life of less than ten. */
const longestOf = (lifeSeconds: number) =>
  Math.max(1, Math.floor(lifeSeconds - Math.min(YOUNG_SECONDS, lifeSeconds / 10)));

const tooLong = (token: TokenInUse, wantedSeconds: number) => {
  const lifeSeconds = lifeOf(token);
  const longestSeconds = longestOf(lifeSeconds);
  return new AppError('min_ttl_too_long', { facts: { wantedSeconds, lifeSeconds, longestSeconds } });
};

/** Renewing again and again would bring no token that lives longer. */
function requireReachable(token: ReadToken, wantedSeconds: number) {
  if (wantedSeconds > longestOf(lifeOf(token))) throw tooLong(token, wantedSeconds);
}

/** After a failure the next try has its time, however many ask for the token: a thousand pipelines must not become as many requests. */
async function requireTime({ store, clock }: AuthorizeContext, accountId: string): Promise<void> {
  const progress = await loadProgress(store, accountId);
  if (!progress?.reason || progress.failures === 0) return;
  const { reason, facts, dueAt } = progress;
  // Whether there is a token of this configuration was just seen.
  if (reason === 'step_not_ready') return;
  if (!dueAt) throw new AppError(reason, { facts });
  const retryAfterSeconds = Math.ceil((dueAt.getTime() - clock.now().getTime()) / 1000);
  if (retryAfterSeconds > 0)
    throw new AppError(reason, { retryable: true, facts: { ...facts, retryAfterSeconds } });
}

const withSecondsLeft = (error: unknown, secondsLeft: number): unknown =>
  error instanceof AppError && secondsLeft >= 1 ? withFacts(error, { secondsLeft }) : error;
