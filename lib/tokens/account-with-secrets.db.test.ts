import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteAccount } from '@/lib/accounts/mutations';
import { accounts } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { readAccountWithSecrets } from '@/lib/tokens/account-with-secrets';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { CLIENT, TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const APP = 'http://localhost:3000';
const server = scriptedServer();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const codeOf = (id: string) =>
  readAccountWithSecrets(store, id, APP).then(
    () => 'read',
    ({ code }) => code,
  );

test('holds what another system needs, and before there is a token what there is', async () => {
  const account = await TestAccount.make(store, server);
  expect(await readAccountWithSecrets(store, account.id, APP)).toMatchObject({
    ...{ clientId: CLIENT.clientId, clientSecret: CLIENT.clientSecret },
    ...{ accessToken: null, accessTokenExpiresAt: null, refreshToken: null },
  });
  server.expect(TOKEN, grant());
  await account.authorize();
  const { access } = (await account.tokens()) ?? {};
  expect(await readAccountWithSecrets(store, account.id, APP)).toMatchObject({
    instanceUrl: server.origin,
    accessToken: access,
    redirectUri: `${APP}/api/oauth/callback/${account.id}`,
  });
});

test('is refused for an account that was put aside, deleted, or has no credentials', async () => {
  const account = await TestAccount.make(store, server);
  const set = (change: Partial<typeof accounts.$inferInsert>) =>
    store.db.update(accounts).set(change).where(eq(accounts.id, account.id));
  await set({ quarantinedAt: new Date(), quarantinedValue: 'access_token' });
  expect(await codeOf(account.id)).toBe('account_quarantined');
  await set({ quarantinedAt: null, clientId: '' });
  expect(await codeOf(account.id)).toBe('step_not_ready');
  await deleteAccount(store, account.person, account.id);
  expect(await codeOf(account.id)).toBe('not_found');
});
