import { and, eq, type SQL, sql } from 'drizzle-orm';
import { noteNeedsPerson } from '@/lib/accounts/needs-person';
import type { AccountRecord, TokenRecord } from '@/lib/accounts/to-view';
import { accounts, secretRotations, tokens, upkeep } from '@/lib/db/schema';
import type { Transaction } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { dueAt } from '@/lib/tokens/due';

/** Coupa takes some seconds to know a new token. */
const PROVED_AFTER_MS = 60_000;

/** The same moment that a token is stored its upkeep begins anew, whatever stood in the way before. */
export const lifeOf = (token: { obtainedAt: Date; expiresAt: Date }, isToProve: boolean) => ({
  state: 'healthy' as const,
  since: sql`case when ${upkeep.state} = 'healthy' then ${upkeep.since}
    else ${token.obtainedAt.toISOString()}::timestamptz end`,
  reason: null,
  facts: {},
  dueAt: dueAt(token, Math.random()),
  failures: 0,
  leaseUntil: null,
  attemptId: null,
  attemptAt: null,
  outcomeUnknownAt: null,
  renewedAt: token.obtainedAt,
  ...(isToProve && { probeDueAt: new Date(token.obtainedAt.getTime() + PROVED_AFTER_MS) }),
});

type Changes = { [Column in keyof AccountRecord]?: AccountRecord[Column] | SQL };

interface Written {
  account: AccountRecord;
  token: Omit<typeof tokens.$inferInsert, 'accountId'>;
  life: ReturnType<typeof lifeOf>;
  /** What a token proves of its account; not where credentials were saved while the request was out. */
  proved: Changes;
}

interface Replaced extends Omit<Written, 'token'> {
  /** The token row as read before the request left; its version must still stand. */
  before: Pick<TokenRecord, 'version'>;
  token: { [Column in keyof Written['token']]: Written['token'][Column] | SQL };
}

interface Outcome {
  /** A client secret from before a change waits to be deleted. */
  hasPreviousSecret: boolean;
}

const HAS_PREVIOUS_SECRET = sql<boolean>`exists (select 1 from ${secretRotations}
  where ${secretRotations.accountId} = ${accounts.id} and ${secretRotations.previousSealed} is not null)`;

/**
 * A token in the place of another: token, upkeep and account in one statement, in the order in which every change locks them,
 * because this is what a renewal costs the database.
 * @throws AppError changed_meanwhile when another request stored a token in between
 */
export async function replaceToken(tx: Transaction, replaced: Replaced): Promise<Outcome> {
  const { account, before, token, life, proved } = replaced;
  const written = tx.$with('written').as(
    tx
      .update(tokens)
      .set(token)
      .where(and(eq(tokens.accountId, account.id), eq(tokens.version, before.version)))
      .returning({ accountId: tokens.accountId }),
  );
  const begun = tx.$with('begun').as(
    tx
      .update(upkeep)
      .set(life)
      .where(and(eq(upkeep.accountId, account.id), sql`exists (select 1 from ${written})`))
      .returning({ accountId: upkeep.accountId }),
  );
  const isThis = and(eq(accounts.id, account.id), eq(accounts.version, account.version));
  const [done] = await tx
    .with(written, begun)
    .update(accounts)
    .set(proved)
    .where(and(isThis, sql`exists (select 1 from ${begun})`))
    .returning({ hasPreviousSecret: HAS_PREVIOUS_SECRET });
  return done ?? whyNothing(tx, replaced);
}

/** Nothing of the account was written: another token is there, or credentials were saved while the request was out. */
async function whyNothing(tx: Transaction, { account, before, token }: Replaced): Promise<Outcome> {
  const [now] = await tx
    .select({ version: tokens.version, attemptId: tokens.attemptId })
    .from(tokens)
    .where(eq(tokens.accountId, account.id));
  const isOurs = now?.version !== before.version && now?.attemptId === token.attemptId;
  if (!isOurs) throw new AppError('changed_meanwhile');
  await noteNeedsPerson(tx, account.id);
  return { hasPreviousSecret: true };
}

/** The first token of an account. @throws AppError changed_meanwhile when another request stored one in between */
export async function addToken(tx: Transaction, { account, token, life, proved }: Written): Promise<Outcome> {
  const { id: accountId, version } = account;
  const added = await tx
    .insert(tokens)
    .values({ accountId, ...token })
    .onConflictDoNothing()
    .returning({ version: tokens.version });
  if (added.length === 0) throw new AppError('changed_meanwhile');
  await tx
    .insert(upkeep)
    .values({ accountId, ...life, since: life.renewedAt })
    .onConflictDoUpdate({ target: upkeep.accountId, set: life });
  const isThis = and(eq(accounts.id, accountId), eq(accounts.version, version));
  const done = await tx.update(accounts).set(proved).where(isThis).returning({ id: accounts.id });
  if (done.length === 0) await noteNeedsPerson(tx, accountId);
  return { hasPreviousSecret: false };
}
