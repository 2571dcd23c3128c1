import { eq, type SQL, sql } from 'drizzle-orm';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Transaction } from '@/lib/db/transaction';

/** What a change knows already of the row that it is writing; what is left out is read where it stands. */
interface Known {
  rejectedAt?: SQL;
  quarantinedAt?: SQL;
  /** Since when the upkeep of the token waits for a person. */
  waitingSince?: SQL;
  /** End of the token. */
  expiresAt?: SQL;
}

/**
 * From when on a person is needed, as `accounts.needs_person_at` keeps it: null while the account is set up or deleted, an instant
 * that is over when a person is needed now, else the end of the token. The order is that of `statusOf`.
 */
export const needsPersonAt = ({
  rejectedAt = sql`${accounts.rejectedAt}`,
  quarantinedAt = sql`${accounts.quarantinedAt}`,
  waitingSince = sql`(select ${upkeep.since} from ${upkeep} where ${upkeep.accountId} = ${accounts.id}
    and ${upkeep.state} not in ('healthy', 'degraded'))`,
  expiresAt = sql`(select ${tokens.expiresAt} from ${tokens} where ${tokens.accountId} = ${accounts.id})`,
}: Known = {}): SQL => sql`case
  when ${accounts.deletedAt} is not null then null
  when ${quarantinedAt} is not null then ${quarantinedAt}
  when ${accounts.appliedAt} is null then null
  else coalesce(
    ${rejectedAt},
    ${waitingSince},
    case when ${accounts.verdict} <> 'validated' then ${accounts.updatedAt} end,
    ${expiresAt},
    ${accounts.appliedAt}) end`;

export const NONE = sql`null::timestamptz`;

/**
 * Writes it anew: the last of all statements on the account, its token and its upkeep in every change that it follows from. The
 * row is locked first, so that the second statement sees what everybody has written who held it until now.
 */
export async function noteNeedsPerson(tx: Transaction, accountId: string): Promise<void> {
  const isThis = eq(accounts.id, accountId);
  await tx.select({ id: accounts.id }).from(accounts).where(isThis).for('no key update');
  await tx.update(accounts).set({ needsPersonAt: needsPersonAt() }).where(isThis);
}
