import { type SQL, sql } from 'drizzle-orm';
import type { AccountFilter } from '@/lib/accounts/view';

/**
 * The conditions of the account list, over columns without a table: they hold for `accounts` and for what a search has found.
 * All rest on `needs_person_at`, so that each is a range of an index; see `needsPersonAt` for what it means.
 */

const instantOf = (now: Date) => sql`${now.toISOString()}::timestamptz`;
const needsPerson = (now: Date) => sql`needs_person_at <= ${instantOf(now)}`;

export function filterClause(filter: AccountFilter, now: Date): SQL {
  switch (filter) {
    case 'all':
      return sql`deleted_at is null`;
    case 'needs-person':
      return needsPerson(now);
    case 'setting-up':
      return sql`deleted_at is null and needs_person_at is null`;
    case 'valid':
      return sql`needs_person_at > ${instantOf(now)}`;
    case 'deleted':
      return sql`deleted_at is not null`;
  }
}

/** Rows that stand together in the list, the newest first by one column. */
export interface Part {
  where: SQL;
  newestBy: SQL;
}

/** What a filter shows, in its order: of all accounts those that need a person stand first. */
export function partsOf(filter: AccountFilter, now: Date): Part[] {
  const needing = { where: needsPerson(now), newestBy: sql`needs_person_at` };
  const others = sql`deleted_at is null and (needs_person_at is null or needs_person_at > ${instantOf(now)})`;
  switch (filter) {
    case 'all':
      return [needing, { where: others, newestBy: sql`updated_at` }];
    case 'needs-person':
      return [needing];
    case 'valid':
      return [
        {
          where: sql`deleted_at is null and ${filterClause('valid', now)}`,
          newestBy: sql`updated_at`,
        },
      ];
    case 'setting-up':
      return [{ where: filterClause('setting-up', now), newestBy: sql`updated_at` }];
    case 'deleted':
      return [{ where: filterClause('deleted', now), newestBy: sql`deleted_at` }];
  }
}

/** `accounts_words` is an index over exactly this; see lib/db/account-tables.ts. */
const words = sql`(label || E'\n' || instance_url || E'\n' || client_id)`;
const ownerName = sql`(first_name || ' ' || last_name)`;
/** Three letters or digits in a row are what the index knows words by. */
const HAS_TRIGRAM = /[\p{L}\p{N}]{3}/u;

/** So many accounts at most are looked at for one search; more than that nobody reads. */
export const MOST_FOUND = 1000;

/** What the parts of a list rest on. */
const listed = sql`id, deleted_at, needs_person_at, updated_at`;

/**
 * The accounts with these words in label, instance, Client ID or the owner's name; `%` and `_` that a person typed mean
 * themselves. At most one more than `MOST_FOUND`. Words too short for the index are looked for in the accounts that were changed last. Null: nothing was asked for.
 * @param onlyIds for a key that names its accounts: nothing but these
 */
export function foundAccounts(search: string, onlyIds: readonly string[] | null): SQL | null {
  const text = search.trim();
  const within = onlyIds === null ? sql`true` : onlyIds.length > 0 ? sql`id in ${onlyIds}` : sql`false`;
  if (text === '') return onlyIds && sql`select ${listed} from accounts where ${within}`;
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const source = looksAtAll(text, onlyIds)
    ? sql`accounts`
    : sql`(select * from accounts order by updated_at desc limit ${MOST_FOUND}) changed_last`;
  const limit = sql`limit ${MOST_FOUND + 1}`;
  return sql`select * from (
      (select ${listed} from ${source} where ${within} and ${words} ilike ${pattern} ${limit})
      union (select ${listed} from accounts where ${within}
        and owner_id in (select id from people where ${ownerName} ilike ${pattern}) ${limit})
    ) each_way ${limit}`;
}

/** Are all accounts looked at, or those only that were changed last? */
export const looksAtAll = (search: string, onlyIds: readonly string[] | null): boolean =>
  onlyIds !== null || search.trim() === '' || HAS_TRIGRAM.test(search);
