import { and, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AccountFilter } from '@/lib/accounts/view';
import { accounts, people, tokens } from '@/lib/db/schema';

/** The conditions of the account list. Their order of states is that of `statusOf`. */

const applied = and(isNull(accounts.deletedAt), isNotNull(accounts.appliedAt));

/** Put aside; or applied, and rejected, without a living token, or not fully validated. */
export const needsPersonClause = (now: Date): SQL => sql`
  (${accounts.deletedAt} is null and (${accounts.quarantinedAt} is not null
    or (${accounts.appliedAt} is not null and (
      ${accounts.rejectedAt} is not null
      or ${tokens.expiresAt} is null
      or ${tokens.expiresAt} <= ${now.toISOString()}::timestamptz
      or ${accounts.verdict} is distinct from 'validated'))))`;

export function filterClause(filter: AccountFilter, now: Date): SQL | undefined {
  switch (filter) {
    case 'all':
      return isNull(accounts.deletedAt);
    case 'needs-person':
      return needsPersonClause(now);
    case 'setting-up':
      return and(isNull(accounts.deletedAt), isNull(accounts.appliedAt), isNull(accounts.quarantinedAt));
    case 'valid':
      return and(applied, sql`not ${needsPersonClause(now)}`);
    case 'deleted':
      return isNotNull(accounts.deletedAt);
  }
}

/** Label, instance, owner or Client ID. `%` and `_` that a person typed mean themselves. */
export function searchClause(search: string): SQL | undefined {
  const words = search.trim();
  if (words === '') return undefined;
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const owner = sql`${people.firstName} || ' ' || ${people.lastName}`;
  return or(
    ilike(accounts.label, pattern),
    ilike(accounts.instanceUrl, pattern),
    ilike(accounts.clientId, pattern),
    sql`${owner} ilike ${pattern}`,
  );
}

/** For a key that names its accounts. */
export const onlyClause = (ids: string[] | null | undefined): SQL | undefined =>
  ids ? inArray(accounts.id, ids) : undefined;
