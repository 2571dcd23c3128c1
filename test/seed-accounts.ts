import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { hashConfiguration } from '@/lib/accounts/configuration-hash';
import type { GrantType } from '@/lib/accounts/schema';
import { configurationOf } from '@/lib/accounts/to-view';
import { accounts, people, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { clientSecretPlace, tokenPlace } from '@/lib/seal/places';
import { seal } from '@/lib/seal/seal';

export const APP_URL = 'http://localhost:3000';

const HOUR_MS = 3_600_000;
const ROWS_AT_ONCE = 500;
/** Bytes of a real token and a real secret when they are sealed. */
const SEALED_BYTES = { token: 1350, secret: 300 };

export async function seedPerson({ db }: Store): Promise<string> {
  const [found] = await db.select({ id: people.id }).from(people).limit(1);
  if (found) return found.id;
  const [made] = await db
    .insert(people)
    .values({ email: 'maya.lindqvist@acme.example', firstName: 'Maya', lastName: 'Lindqvist', role: 'owner' })
    .returning({ id: people.id });
  return made?.id ?? '';
}

/**
 * Accounts that are in use and due, with secrets and tokens that really open. Instances take turns, in the order in which the
 * accounts are renewed. Each takes about 0.1 ms to make.
 */
export async function seedDueAccounts(
  store: Store,
  { count, origins, grantType }: { count: number; origins: readonly string[]; grantType: GrantType },
): Promise<void> {
  const ownerId = await seedPerson(store);
  const now = Date.now();
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const made = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, index) =>
      dueAccount(
        store,
        ownerId,
        grantType,
        origins[(from + index) % origins.length] ?? '',
        now + from + index,
      ),
    );
    await store.db.insert(accounts).values(made.map(({ account }) => account));
    await store.db.insert(tokens).values(made.map(({ token }) => token));
    await store.db.insert(upkeep).values(made.map(({ kept }) => kept));
  }
}

function dueAccount({ ring }: Store, ownerId: string, grantType: GrantType, origin: string, endMs: number) {
  const id = randomUUID();
  const [obtainedAt, expiresAt] = [new Date(endMs - 20 * HOUR_MS), new Date(endMs + 4 * HOUR_MS)];
  const isCode = grantType === 'authorization_code';
  const account = {
    ...{ id, ownerId, grantType, label: `Due ${id.slice(0, 8)}`, accountType: 'other' as const },
    ...{ instanceUrl: origin, clientSource: 'new' as const, clientProof: 'shared_secret' as const },
    ...{ clientId: 'c0ffee'.padEnd(32, '0'), secretVersion: 1, credentialsVersion: 1, finishedStep: 4 },
    clientSecretSealed: seal(ring, clientSecretPlace(id, 1), 'made-up-secret'.padEnd(64, '1')),
    clientSecretLength: 64,
    clientAuthMethod: 'client_secret_post' as const,
    ...{ scopeSource: 'chosen' as const, scopes: ['core.common.read'] },
    ...{
      verdict: 'validated' as const,
      appliedAt: obtainedAt,
      needsPersonAt: expiresAt,
      updatedAt: obtainedAt,
    },
  };
  const sealed = (column: 'access_token' | 'refresh_token', value: string) =>
    seal(ring, tokenPlace(column, id, 1), value);
  const configuration = configurationOf(account as unknown as typeof accounts.$inferSelect, APP_URL);
  const token = {
    ...{ accountId: id, version: 1, obtainedAt, expiresAt, expirySource: 'response' as const, traces: [] },
    accessTokenSealed: sealed('access_token', 'made-up-'.padEnd(1200, 'a')),
    refreshTokenSealed: isCode ? sealed('refresh_token', 'made-up-refresh-'.padEnd(64, 'r')) : null,
    consentedAt: isCode ? obtainedAt : null,
    configurationHash: hashConfiguration(configuration),
    requestedScopes: account.scopes,
  };
  const kept = { accountId: id, since: obtainedAt, renewedAt: obtainedAt, dueAt: new Date(endMs - HOUR_MS) };
  return { account, token, kept: { ...kept, probeDueAt: expiresAt } };
}

/**
 * Accounts as a long list has them, made inside the database: 92 of a hundred are valid, two need a person, four are being set up,
 * two are deleted. Nothing of them is due for weeks, and their sealed values have the right length and open nowhere.
 */
export async function seedListedAccounts(store: Store, count: number): Promise<void> {
  const ownerId = await seedPerson(store);
  // Under the ring's key by its name, or the service would re-wrap them all and put every account aside.
  const beginning = `ev2.${store.ring.currentId}.${randomBytes(60).toString('base64url')}.`;
  const sealed = (bytes: number) =>
    (beginning + randomBytes(bytes).toString('base64url')).slice(0, (bytes * 4) / 3);
  await store.db.execute(sql`
    insert into accounts (owner_id, label, account_type, instance_url, client_source, client_id, client_secret_sealed,
      client_secret_length, secret_version, finished_step, scopes, verdict, applied_at, rejected_at, deleted_at, updated_at,
      needs_person_at)
    select ${ownerId}::uuid, (array['AP invoices', 'Supplier sync', 'Purchase orders', 'Budget lines'])[1 + n % 4] || ' ' || n,
      'other', 'https://' || (array['acme', 'globex', 'initech', 'umbrella'])[1 + n % 4] || '-' || n / 100 || '.coupahost.com',
      'new', md5(n::text), ${sealed(SEALED_BYTES.secret)}, 64, 1, case when n % 100 < 4 then 3 else 4 end,
      array['core.common.read', 'core.invoice.read', 'core.supplier.read'],
      case when n % 100 < 4 then null when n % 100 = 4 then 'validated-with-limits' else 'validated' end,
      case when n % 100 >= 4 then since end, case when n % 100 = 5 then since end, case when n % 100 >= 98 then since end, since,
      case when n % 100 < 4 or n % 100 >= 98 then null when n % 100 < 6 then since else since + interval '90 days' end
    from (select n, now() - make_interval(mins => (n * 7919) % 100000) as since from generate_series(1, ${count}::int) n) each_one`);
  await store.db.execute(sql`
    insert into tokens (account_id, version, access_token_sealed, configuration_hash, obtained_at, expires_at, expiry_source, traces)
    select id, 1, ${sealed(SEALED_BYTES.token)}, 'h', now(), now() + interval '90 days', 'response', '[]' from accounts
    where applied_at is not null and not exists (select from tokens where account_id = accounts.id)`);
  await store.db.execute(sql`
    insert into upkeep (account_id, since, renewed_at, due_at, probe_due_at, proof)
    select account_id, obtained_at, obtained_at, now() + interval '80 days', now() + interval '80 days',
      '{"method":"GET","path":"/api/departments","status":200,"at":"2026-11-24T10:00:00.000Z"}'
    from tokens where not exists (select from upkeep where upkeep.account_id = tokens.account_id)`);
  // What the daily clean-up does, or PostgreSQL's own.
  await store.db.execute(sql`vacuum analyze`);
}
