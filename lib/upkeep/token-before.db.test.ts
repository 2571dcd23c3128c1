import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { applyAccount } from '@/lib/accounts/mutations';
import { accounts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { openAccessToken } from '@/lib/tokens/open';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { probeDue } from '@/lib/upkeep/probe-due';
import { readToken } from '@/lib/upkeep/read-token';
import { renewToken } from '@/lib/upkeep/renew';
import { DISCOVERY, TestAccount } from '@/test/authorization-server/account';
import { grant, html, json } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const HOUR_MS = 3_600_000;
const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => store.db.update(accounts).set({ deletedAt: new Date() }));
afterAll(() => store.close());

/** An account of client credentials, in use, whose first token is 20 hours old when the second one comes. */
async function renewed(by: 'clock' | 'person', grantType: 'client_credentials' | 'authorization_code') {
  const account = await TestAccount.make(store, server, { grantType });
  const first = { access_token: 'made-up-first', refresh_token: 'made-up-refresh' };
  if (grantType === 'authorization_code') await account.connect(first);
  else {
    server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
    await account.authorize();
  }
  await applyAccount(store, account.person, account.id);
  account.clock.moveMs(20 * HOUR_MS);
  if (grantType === 'authorization_code') server.expect(DISCOVERY, html(404));
  server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
  await renewToken(account.context, by === 'person' ? account.person : null, account.id);
  return account;
}

async function handedOut({ context, id }: TestAccount, minTtlSeconds = 60) {
  const token = await readToken(context, id, { minTtlSeconds, by: null });
  return [await openAccessToken(store, token), token.expiresInSeconds];
}

async function probeAnswering(account: TestAccount, status: number) {
  account.clock.moveMs(61_000);
  server.expect('GET /api/departments', json(status, []));
  const limits = new HostLimits({ clock: account.clock });
  return probeDue(account.context, limits, new AbortController().signal);
}

test('client credentials: the token before is handed out until a read has shown that the new one works', async () => {
  const account = await renewed('clock', 'client_credentials');
  expect(await handedOut(account)).toEqual(['made-up-first', 4 * 3600 - 1]);
  expect(await handedOut(account, 5 * 3600)).toEqual(['made-up-second', 24 * 3600 - 1]);
  expect(await probeAnswering(account, 200)).toMatchObject({ read: 1 });
  expect(await handedOut(account)).toEqual(['made-up-second', 24 * 3600 - 62]);
});

test('a new token that Coupa refuses leaves tools the one before, also when the next one comes', async () => {
  const account = await renewed('clock', 'client_credentials');
  expect(await probeAnswering(account, 401)).toMatchObject({ hastened: 1 });
  expect(await handedOut(account)).toEqual(['made-up-first', 4 * 3600 - 62]);
});

test('a token that was asked for by hand, and one by refresh token, are handed out at once', async () => {
  expect(await handedOut(await renewed('person', 'client_credentials'))).toEqual([
    'made-up-second',
    24 * 3600 - 1,
  ]);
  expect(await handedOut(await renewed('clock', 'authorization_code'))).toEqual([
    'made-up-second',
    24 * 3600 - 1,
  ]);
});
