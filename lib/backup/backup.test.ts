import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { loadAccount } from '@/lib/accounts/data';
import { verifyChain } from '@/lib/audit/verify-chain';
import { catchUp } from '@/lib/backup/catch-up';
import { makeBackup } from '@/lib/backup/make-backup';
import { restoreBackup } from '@/lib/backup/restore-backup';
import { readMark } from '@/lib/backup/restored-mark';
import { openDatabase } from '@/lib/db/database';
import { loadEmbedded } from '@/lib/db/load-embedded';
import { accounts, events, sessions } from '@/lib/db/schema';
import { openKeyRing, type Store } from '@/lib/db/store';
import { fileProvider } from '@/lib/seal/key-provider';
import { openRefreshToken } from '@/lib/tokens/open';
import { renewToken } from '@/lib/upkeep/renew';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { failureOf, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { makeSignedInPerson } from '@/test/signed-in-person';

const server = scriptedServer();
const NOW = new Date('2026-11-22T02:00:00Z');
const LATER = new Date('2026-11-24T09:30:00Z');

/** Loading one that was made and migrated once is quicker than making it. */
async function makeDatabase(dataDir: string) {
  mkdirSync(dataDir, { recursive: true });
  const dump = new Blob([readFileSync(inject('pgliteDump'))]);
  await (await loadEmbedded(path.join(dataDir, 'db'), dump)).close();
}

async function openStore(dataDir: string): Promise<Store> {
  const opened = await openDatabase({ dataDir });
  const ring = await openKeyRing(opened.db, { file: path.join(dataDir, 'keys'), provider: fileProvider });
  return { ...opened, ring };
}

async function isChainUnbroken(store: Store): Promise<boolean> {
  for await (const said of verifyChain(store)) if (said.type !== 'progress') return said.type === 'unbroken';
  return false;
}

test('a back-up of a running database, put back two days later: the newest refresh token comes from the journal, open sessions end', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-backup-'));
  const [dataDir, file] = [path.join(folder, 'data'), path.join(folder, 'nightly.tar.gz')];
  const journalDirectory = path.join(dataDir, 'journal');
  await makeDatabase(dataDir);
  let store = await openStore(dataDir);
  const account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  account.context.journalDirectory = journalDirectory;
  await account.connect({ access_token: 'made-up-first', refresh_token: 'made-up-refresh-1' });
  await makeSignedInPerson(store, NOW);

  const { content, fileName } = await makeBackup(store, account.person, NOW);
  writeFileSync(file, Buffer.from(await content.arrayBuffer()));
  expect(fileName).toBe('coupa-account-wizard-2026-11-22T020000Z.tar.gz');

  // Life goes on: the server gives out another refresh token, and takes the first no longer.
  server.expect(TOKEN, grant({ access_token: 'made-up-second', refresh_token: 'made-up-refresh-2' }));
  await renewToken(account.context, null, account.id);

  const restore = (values: { file?: string; keys?: string } = {}) =>
    restoreBackup({
      ...{ dataDir, file: values.file ?? file, triesTokens: false, now: LATER },
      keys: { file: values.keys ?? path.join(dataDir, 'keys'), provider: fileProvider },
    });
  expect(await failureOf(restore())).toMatchObject({ code: 'data_directory_in_use' });
  await store.close();

  const otherKeys = path.join(folder, 'other-keys');
  writeFileSync(otherKeys, `k1:${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  const cut = path.join(folder, 'cut.tar.gz');
  writeFileSync(cut, readFileSync(file));
  truncateSync(cut, 200_000);
  expect(await failureOf(restore({ keys: otherKeys }))).toMatchObject({ code: 'keys_wrong' });
  expect(await failureOf(restore({ keys: path.join(folder, 'none') }))).toMatchObject({
    code: 'keys_missing',
  });
  expect(await failureOf(restore({ file: cut }))).toMatchObject({ code: 'backup_unreadable' });
  expect(readdirSync(dataDir).filter((name) => name.startsWith('db'))).toEqual(['db']);
  expect(readMark(dataDir)).toBeNull();

  const { before, ...restored } = await restore();
  expect(restored).toEqual({ madeAt: NOW, accounts: 1, apiKeys: 0 });
  expect(before && existsSync(before)).toBe(true);

  store = await openStore(dataDir);
  const { token } = await loadAccount(store, account.id);
  expect(token && (await openRefreshToken(store, token))).toBe('made-up-refresh-1');
  expect(await catchUp({ store, journalDirectory }, dataDir, LATER)).toEqual({ recovered: 1, held: 0 });
  const { token: newest } = await loadAccount(store, account.id);
  expect(newest && (await openRefreshToken(store, newest))).toBe('made-up-refresh-2');
  expect((await store.db.select().from(sessions)).map(({ endedAt }) => endedAt)).toEqual([LATER]);
  const lines = await store.db.select().from(events).orderBy(events.id);
  expect(lines.at(-1)).toMatchObject({
    kind: 'backup_restored',
    facts: { count: 1, held: 0, madeAt: NOW.toISOString() },
  });
  expect(await isChainUnbroken(store)).toBe(true);
  expect(readMark(dataDir)).toBeNull();
  expect(await catchUp({ store, journalDirectory }, dataDir, LATER)).toEqual({ recovered: 0, held: 0 });
  await store.close();
}, 120_000);

test('a restore that is killed between its two renames is finished by the next start, and never over a database that is there', async () => {
  const dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'caw-killed-restore-')), 'data');
  await makeDatabase(dataDir);
  const labels = async () => {
    const store = await openStore(dataDir);
    const found = await store.db.select({ label: accounts.label }).from(accounts);
    await store.close();
    return found.map(({ label }) => label);
  };
  const [place, loaded] = [path.join(dataDir, 'db'), path.join(dataDir, 'db.loaded')];
  const store = await openStore(dataDir);
  await TestAccount.make(store, server);
  await store.close();
  const [label] = await labels();
  renameSync(place, loaded);
  expect(await labels()).toEqual([label]);
  expect(existsSync(loaded)).toBe(false);
  mkdirSync(loaded);
  expect(await labels()).toEqual([label]);
});
