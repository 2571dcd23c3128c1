import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { NOT_QUARANTINED } from '@/lib/accounts/mutations';
import { NONE, needsPersonAt, noteNeedsPerson } from '@/lib/accounts/needs-person';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import type { AccountProblem } from '@/lib/accounts/view';
import { recordEvent } from '@/lib/audit/record';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Actor } from '@/lib/door/person';
import type { TokenGrant } from '@/lib/oauth/types';
import { retirePreviousSecret } from '@/lib/rotation/mutations';
import { tokenPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';
import { addToken, lifeOf, replaceToken } from '@/lib/tokens/token-row-mutations';

export interface StoreGrant {
  account: AccountRecord;
  /** The token row as read before the request left; its version must still stand. */
  before: Pick<TokenRecord, 'version'> | null;
  /** Version that it gets; later than the next one only for an answer that outlived its database. */
  version?: number;
  attemptId: string;
  grant: TokenGrant;
  requestedScopes: string[] | null;
  /** When a person consented, for authorization code; kept over refreshes. */
  consentedAt: Date | null;
  /** Who asked for it; null for the clock. */
  by: Actor | null;
  kind: 'authorized' | 'token_obtained' | 'renewed';
  /** Hash of the configuration that the request was made with. */
  configurationHash: string;
}

/**
 * Seals and stores what a token request brought, over exactly the row that was read before it.
 * @throws AppError changed_meanwhile when another request stored a token in between
 */
export async function storeGrant({ db, ring }: Store, stored: StoreGrant): Promise<void> {
  const { account, before, grant } = stored;
  const { version = (before?.version ?? 0) + 1 } = stored;
  const sealed = (column: 'access_token' | 'refresh_token' | 'id_token', value: string | null | undefined) =>
    value ? seal(ring, tokenPlace(column, account.id, version), value) : null;
  const values = {
    version,
    accessTokenSealed: seal(ring, tokenPlace('access_token', account.id, version), grant.accessToken),
    refreshTokenSealed: sealed('refresh_token', grant.refreshToken),
    idTokenSealed: sealed('id_token', grant.idToken?.raw),
    idTokenVerified: grant.idToken?.verified ?? false,
    configurationHash: stored.configurationHash,
    requestedScopes: stored.requestedScopes,
    responseScopes: grant.responseScopes,
    obtainedAt: grant.obtainedAt,
    expiresAt: new Date(grant.obtainedAt.getTime() + grant.expiresInSeconds * 1000),
    expirySource: grant.expirySource,
    consentedAt: stored.consentedAt,
    attemptId: stored.attemptId,
    traces: [...grant.earlier, grant.trace],
  };
  const { id } = account;
  const life = lifeOf(values, keepsBefore(stored));
  const proved = {
    clientAuthMethod: grant.authMethod,
    rejectedAt: null,
    // The client secret was opened for this grant, and every token is new.
    ...NOT_QUARANTINED,
    problem: null,
    // A renewal changes nothing that a person did.
    ...(stored.kind !== 'renewed' && { updatedAt: new Date() }),
    needsPersonAt: needsPersonAt({
      rejectedAt: NONE,
      quarantinedAt: NONE,
      waitingSince: NONE,
      expiresAt: sql`${values.expiresAt.toISOString()}::timestamptz`,
    }),
  };
  await db.transaction(async (tx) => {
    const previous = keepsBefore(stored) ? tokenBefore(grant.obtainedAt) : NO_TOKEN_BEFORE;
    const { hasPreviousSecret } = before
      ? await replaceToken(tx, { account, before, token: { ...values, ...previous }, life, proved })
      : await addToken(tx, { account, token: values, life, proved });
    if (hasPreviousSecret) await retirePreviousSecret({ db: tx, ring }, account, grant.obtainedAt);
    await recordEvent(
      { db: tx, ring },
      {
        accountId: id,
        by: stored.by,
        kind: stored.kind,
        facts: { status: grant.trace.status ?? 0, durationMs: grant.trace.durationMs },
      },
    );
    if (account.quarantinedAt)
      await recordEvent({ db: tx, ring }, { accountId: id, by: stored.by, kind: 'quarantine_ended' });
  });
}

/**
 * The clock renews long before the end, so tools can go on with the token before until a read has shown that the new one works.
 * A server may end it with a refresh; and whoever asks for a new token by hand wants that one.
 */
const keepsBefore = ({ account, kind, by }: StoreGrant) =>
  kind === 'renewed' && by === null && account.grantType === 'client_credentials';

const NO_TOKEN_BEFORE = { previousTokenSealed: null, previousVersion: null, previousExpiresAt: null };

/** Of the row as it stands: the token in use, or the one before when that was never seen working; none that Coupa has refused. */
function tokenBefore(now: Date) {
  const isRefused = sql`exists (select 1 from ${upkeep} where ${upkeep.accountId} = ${tokens.accountId}
    and ${upkeep.proof}->>'status' = '401')`;
  const isOlder = sql`${tokens.previousExpiresAt} > ${now.toISOString()}::timestamptz`;
  const keep = (previous: PgColumn, inUse: PgColumn) =>
    sql`case when ${isRefused} then null when ${isOlder} then ${previous} else ${inUse} end`;
  return {
    previousTokenSealed: keep(tokens.previousTokenSealed, tokens.accessTokenSealed),
    previousVersion: keep(tokens.previousVersion, tokens.version),
    previousExpiresAt: keep(tokens.previousExpiresAt, tokens.expiresAt),
  };
}

/** The token in use has worked: the one before is not needed any more. */
export async function dropTokenBefore({ db }: Store, { accountId, version }: TokenRecord): Promise<void> {
  await db
    .update(tokens)
    .set(NO_TOKEN_BEFORE)
    .where(
      and(
        eq(tokens.accountId, accountId),
        eq(tokens.version, version),
        isNotNull(tokens.previousTokenSealed),
      ),
    );
}

/** Notes why no token came. Nothing is deleted: the token in use may still work. */
export async function noteProblem({ db }: Store, accountId: string, problem: AccountProblem): Promise<void> {
  const isRejection = problem.code === 'invalid_client';
  await db.transaction(async (tx) => {
    await tx
      .update(accounts)
      .set({ problem, ...(isRejection && { rejectedAt: sql`coalesce(${accounts.rejectedAt}, now())` }) })
      .where(eq(accounts.id, accountId));
    if (isRejection) await noteNeedsPerson(tx, accountId);
  });
}
