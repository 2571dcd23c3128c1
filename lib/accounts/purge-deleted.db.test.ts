import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteAccount, restoreAccount } from '@/lib/accounts/mutations';
import { purgeDeleted } from '@/lib/accounts/purge-deleted';
import { verifyChain } from '@/lib/audit/verify-chain';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { listDue } from '@/lib/upkeep/data';
import { DISCOVERY, TestAccount } from '@/test/authorization-server/account';
import { type Answer, html, json } from '@/test/authorization-server/answers';
import { CLIENT, failureOf } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server = scriptedServer();
const NOW = new Date();
const DAY_MS = 86_400_000;
const journalDirectory = mkdtempSync(path.join(tmpdir(), 'caw-purge-'));

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function byCode(): Promise<TestAccount> {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  account.context.journalDirectory = journalDirectory;
  await account.connect({ refresh_token: 'made-up-refresh-1' });
  await store.db.update(accounts).set({ appliedAt: NOW }).where(eq(accounts.id, account.id));
  // What discovery said when it was authorized is old by now.
  account.clock.moveMs(DAY_MS);
  return account;
}

async function deletedFor(account: TestAccount, days: number) {
  await deleteAccount(store, account.person, account.id);
  const deletedAt = new Date(NOW.getTime() - days * DAY_MS);
  await store.db.update(accounts).set({ deletedAt }).where(eq(accounts.id, account.id));
}

const offers = (path: string): Answer => {
  const { origin } = server;
  const endpoints = { authorization_endpoint: `${origin}/go`, token_endpoint: `${origin}/oauth2/token` };
  return json(200, { ...endpoints, issuer: origin, revocation_endpoint: `${origin}${path}` });
};

const keptFiles = (id: string) => {
  const folder = path.join(journalDirectory, 'kept', id.slice(0, 2));
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(id)) : [];
};
const rowsOf = (account: TestAccount) =>
  store.db.select().from(tokens).where(eq(tokens.accountId, account.id));

test('30 days after its deletion an account goes for good: refresh token revoked, rows and journal gone, its lines kept', async () => {
  const [gone, kept] = [await byCode(), await byCode()];
  await deletedFor(gone, 30);
  await deletedFor(kept, 29.9);
  expect(keptFiles(gone.id)).toHaveLength(1);
  server.seen.length = 0;
  server.expect(DISCOVERY, offers('/revoke'));
  server.expect('POST /revoke', html(200));

  expect(await purgeDeleted(gone.context, NOW)).toBe(1);
  expect(Object.fromEntries(server.last.form)).toEqual({
    token: 'made-up-refresh-1',
    token_type_hint: 'refresh_token',
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
  });
  expect([await rowsOf(gone), keptFiles(gone.id)]).toEqual([[], []]);
  expect((await gone.history()).at(-1)).toMatchObject({
    kind: 'purged',
    facts: { label: 'AP invoices', host: server.host },
  });
  expect(await failureOf(restoreAccount(store, gone.person, gone.id))).toMatchObject({ code: 'not_found' });
  expect([(await rowsOf(kept)).length, keptFiles(kept.id).length]).toEqual([1, 1]);
  for await (const said of verifyChain(store))
    if (said.type !== 'progress') expect(said.type).toBe('unbroken');
});

test('an instance that refuses, or knows no way, keeps nothing here', async () => {
  const [refused, unknown] = [await byCode(), await byCode()];
  await deletedFor(refused, 31);
  server.expect(DISCOVERY, offers('/revoke'));
  server.expect('POST /revoke', html(503));
  expect(await purgeDeleted(refused.context, NOW)).toBe(1);
  await deletedFor(unknown, 31);
  server.expect(DISCOVERY, html(404));
  expect(await purgeDeleted(unknown.context, NOW)).toBe(1);
});

test('restored in time, what became due meanwhile is due at once', async () => {
  const account = await byCode();
  await deletedFor(account, 20);
  const dueAt = new Date(NOW.getTime() - 19 * DAY_MS);
  await store.db.update(upkeep).set({ dueAt }).where(eq(upkeep.accountId, account.id));
  const isDue = async () =>
    (await listDue(store, NOW, { limit: 100, without: [] })).some(
      ({ accountId }) => accountId === account.id,
    );
  expect(await isDue()).toBe(false);
  await restoreAccount(store, account.person, account.id);
  expect(await isDue()).toBe(true);
  expect(await purgeDeleted(account.context, NOW)).toBe(0);
});
