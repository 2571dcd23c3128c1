import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '@/lib/db/store';
import { openTestStore } from '@/test/database';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('every table of the schema is there after the migrations', async () => {
  const { rows } = (await store.db.execute(
    sql`select table_name from information_schema.tables where table_schema = 'public' order by 1`,
  )) as unknown as { rows: { table_name: string }[] };
  expect(rows.map((row) => row.table_name)).toEqual([
    'accounts',
    'alert_channels',
    'alert_deliveries',
    'alerts',
    'api_keys',
    'audit_heads',
    'authorizations',
    'ceremonies',
    'company_visits',
    'events',
    'identities',
    'invitations',
    'passkeys',
    'people',
    'recovery_codes',
    'reports',
    'seal_canaries',
    'sealed_secrets',
    'secret_rotations',
    'sessions',
    'sign_in_tries',
    'tokens',
    'upkeep',
    'welcome_links',
  ]);
});
