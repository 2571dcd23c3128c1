import { sql } from 'drizzle-orm';
import type { Store } from '@/lib/db/store';
import { seedListedAccounts } from '../test/seed-accounts.ts';

/** Bytes a row on disk, its indexes with it, as PostgreSQL itself counts them. */
export interface RowBytes {
  accounts: number;
  tokens: number;
  upkeep: number;
  reports: number;
  events: number;
}

/** Fills an empty database and asks how large its tables are. The more rows, the less their last pages weigh. */
export async function measureRows(store: Store, count: number): Promise<RowBytes> {
  const { db } = store;
  await seedListedAccounts(store, count);
  await db.execute(sql`
    insert into events (id, at, kind, account_id, facts, hash)
    select row_number() over (), now(), 'renewed', id, '{"status": 200, "durationMs": 143}', md5(id::text) || md5(label)
    from accounts`);
  // Five checks of the token, and a read for each of twenty scopes, with their traces.
  await db.execute(sql`
    insert into reports (id, account_id, started_at, token_version, body)
    select gen_random_uuid(), id, now(), 1, (select jsonb_build_object('summary', 'Validated', 'checks', jsonb_agg(jsonb_build_object(
      'id', 'read-' || n, 'group', 'reads', 'state', 'passed', 'title', 'Read with ' || md5(n::text), 'durationMs', n,
      'evidence', 'Answered 200 with a list', 'trace', jsonb_build_object('url', instance_url || '/api/' || md5(n::text),
      'status', 200, 'method', 'GET', 'startedAt', now(), 'answerHeaders', md5(n::text || id) )))) from generate_series(1, 25) n)
    from accounts where applied_at is not null`);
  const sizes = (await db.execute(sql`
    select relname as name, pg_total_relation_size(oid)::float8 as bytes from pg_class
    where relkind = 'r' and relname in ('accounts', 'tokens', 'upkeep', 'reports', 'events')`)) as unknown as {
    rows: { name: keyof RowBytes; bytes: number }[];
  };
  const perAccount = sizes.rows.map(({ name, bytes }) => [name, Math.round(bytes / count)]);
  return Object.fromEntries(perAccount) as RowBytes;
}
