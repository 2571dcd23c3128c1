import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catchUp } from '@/lib/backup/catch-up';
import { leaveMark, readMark } from '@/lib/backup/restored-mark';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { loadUpkeep } from '@/lib/upkeep/data';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { grant, html } from '@/test/authorization-server/answers';
import { failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const server = scriptedServer();
const NOW = new Date();
const HOUR_MS = 3_600_000;
const MARK = { restoredAt: NOW.toISOString(), madeAt: null, triesTokens: false };

let store: Store;
let folder: string;
let keeper: { store: Store; journalDirectory: string };
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** A machine of its own: data directory and journal. */
function newMachine() {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-catch-up-'));
  keeper = { store, journalDirectory: path.join(folder, 'journal') };
}

async function byCode(): Promise<TestAccount> {
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  account.context.journalDirectory = keeper.journalDirectory;
  await account.connect({ refresh_token: 'made-up-refresh-1' });
  await store.db.update(accounts).set({ appliedAt: NOW }).where(eq(accounts.id, account.id));
  return account;
}

const becameDue = (account: TestAccount, dueAt = new Date(NOW.getTime() - HOUR_MS)) =>
  store.db.update(upkeep).set({ dueAt }).where(eq(upkeep.accountId, account.id));

/** Renews, then puts the row back as it was before: that is what a back-up does. */
async function renewAndPutBack(account: TestAccount) {
  const isThis = eq(tokens.accountId, account.id);
  const [row] = await store.db.select().from(tokens).where(isThis);
  server.expect(TOKEN, grant({ refresh_token: 'made-up-refresh-2' }));
  await renewToken(account.context, null, account.id);
  await store.db
    .update(tokens)
    .set(row ?? {})
    .where(isThis);
}

const keptOf = (account: TestAccount) => {
  const parent = path.join(keeper.journalDirectory, 'kept', account.id.slice(0, 2));
  const [name = ''] = readdirSync(parent).filter((each) => each.startsWith(account.id));
  return path.join(parent, name);
};

const stateOf = async (account: TestAccount) => {
  const row = await loadUpkeep(store, account.id);
  return [row?.state, row?.facts.reason, row?.dueAt === null];
};
const HELD = ['reauth_required', 'restored-backup', true];

test('[F18] an older database is brought up to the journal; where its answer cannot be read, a person is asked and nothing is sent', async () => {
  newMachine();
  const [readable, damaged, current] = [await byCode(), await byCode(), await byCode()];
  await renewAndPutBack(readable);
  await renewAndPutBack(damaged);
  writeFileSync(keptOf(damaged), 'ev1.made-up-damage\n');

  expect(await catchUp(keeper, folder, NOW)).toEqual({ recovered: 1, held: 1 });
  expect(await readable.tokens()).toMatchObject({ refresh: 'made-up-refresh-2', version: 2 });
  expect(await damaged.tokens()).toMatchObject({ refresh: 'made-up-refresh-1', version: 1 });
  expect(await stateOf(damaged)).toEqual(HELD);
  expect(await stateOf(current)).toEqual(['healthy', undefined, false]);
  expect((await damaged.load()).account.needsPersonAt).toEqual(NOW);
  expect((await damaged.history()).at(-1)).toMatchObject({
    kind: 'upkeep_changed',
    facts: { state: 'reauth_required', reason: 'restored-backup' },
  });
});

test('[F18] without the journal: who was due since the back-up waits for a person, who was not goes on; it can be said that nobody used them', async () => {
  newMachine();
  const [due, notDue] = [await byCode(), await byCode()];
  const byCredentials = await TestAccount.make(store, server);
  server.expect(TOKEN, grant());
  await byCredentials.authorize();
  for (const account of [due, byCredentials]) await becameDue(account);
  await becameDue(notDue, new Date(NOW.getTime() + HOUR_MS));

  // A new machine: its journal is empty.
  newMachine();
  leaveMark(folder, { ...MARK, triesTokens: true });
  expect(await catchUp(keeper, folder, NOW)).toMatchObject({ held: 0 });
  leaveMark(folder, MARK);
  const { held } = await catchUp(keeper, folder, NOW);
  expect(held).toBeGreaterThanOrEqual(1);
  expect(await stateOf(due)).toEqual(HELD);
  expect((await stateOf(notDue))[0]).toBe('healthy');
  expect((await stateOf(byCredentials))[0]).toBe('healthy');
  expect(readMark(folder)).toBeNull();
  // Once looked at, it is over.
  await becameDue(notDue);
  expect(await catchUp(keeper, folder, NOW)).toEqual({ recovered: 0, held: 0 });
});

test('[F18] an account on hold is renewed neither by the clock nor by a tool, only by a person who wants it', async () => {
  newMachine();
  const account = await byCode();
  await renewAndPutBack(account);
  writeFileSync(keptOf(account), 'ev1.made-up-damage\n');
  await catchUp(keeper, folder, NOW);
  const key: Person = { ...account.person, apiKey: { id: crypto.randomUUID(), name: 'k', accountIds: null } };
  server.seen.length = 0;
  for (const by of [null, key])
    expect(await failureOf(renewToken(account.context, by, account.id))).toMatchObject({
      code: 'invalid_grant',
      facts: { reason: 'restored-backup' },
    });
  expect(server.seen).toEqual([]);
  expect(await stateOf(account)).toEqual(HELD);

  account.clock.moveMs(20 * HOUR_MS);
  server.expect('GET /.well-known/openid-configuration', html(404));
  server.expect(TOKEN, grant({ refresh_token: 'made-up-refresh-3' }));
  await renewToken(account.context, account.person, account.id);
  expect(await account.tokens()).toMatchObject({ refresh: 'made-up-refresh-3' });
  expect(await stateOf(account)).toEqual(['healthy', undefined, false]);
});

test('a mark that cannot be read is the careful one', () => {
  newMachine();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'restored.json'), '{');
  expect(readMark(folder)).toMatchObject({ triesTokens: false, madeAt: null });
});
