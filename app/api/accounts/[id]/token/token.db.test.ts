import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { POST as authorizeRoute } from '@/app/api/accounts/[id]/authorize/route';
import { GET } from '@/app/api/accounts/[id]/token/route';
import { deleteAccount } from '@/lib/accounts/mutations';
import { accounts, tokens } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { createApiKey } from '@/lib/door/api-keys';
import { TestAccount } from '@/test/authorization-server/account';
import { grant } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { callRoute } from '@/test/call-route';
import { useStore } from '@/test/use-store';

const ACCESS = 'made-up-access-token';
const REFRESH = 'made-up-refresh-token';
const HOUR_MS = 3600_000;

const server = scriptedServer();
let store: Store;
let account: TestAccount;
beforeAll(async () => {
  store = await useStore();
});
beforeEach(async () => {
  account = await TestAccount.make(store, server);
  server.expect(TOKEN, grant({ access_token: ACCESS, refresh_token: REFRESH }));
  await account.authorize();
  await endsAt(new Date(Date.now() + HOUR_MS));
});
afterAll(() => store.close());

const endsAt = (expiresAt: Date) =>
  store.db
    .update(tokens)
    .set({ expiresAt, obtainedAt: new Date(Date.now() - HOUR_MS) })
    .where(eq(tokens.accountId, account.id));

async function makeKey(...scopes: ApiKeyScope[]) {
  const now = new Date();
  const asked = { name: 'k', accountIds: [account.id], expiresAt: new Date(now.getTime() + HOUR_MS) };
  const { key } = await createApiKey(store, account.person, { ...asked, scopes }, now);
  return { authorization: `Bearer ${key}` };
}

const read = (headers: Record<string, string>) =>
  callRoute(GET, { path: `/api/accounts/${account.id}/token`, params: { id: account.id }, headers });

test('the token in use, in the shape of RFC 6749 §5.1, for no cache, and never the refresh token', async () => {
  const answer = await read(await makeKey('token:read'));
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const body = (await answer.json()) as Record<string, unknown>;
  expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'expires_at']);
  expect(body).toMatchObject({ access_token: ACCESS, token_type: 'Bearer' });
  const { expires_in: expiresIn, expires_at: at } = body as { expires_in: number; expires_at: string };
  expect(Number.isInteger(expiresIn)).toBe(true);
  expect(expiresIn).toBeGreaterThan(3590);
  expect(expiresIn).toBeLessThanOrEqual(3600);
  expect(Math.abs(Date.parse(at) - Date.now() - expiresIn * 1000)).toBeLessThan(2000);
});

test('its reading is written down once for each key and token, however many read at once', async () => {
  const [one, two] = [await makeKey('token:read'), await makeKey('token:read')];
  await Promise.all([one, one, one, one, one, two, two].map(read));
  await read(one);
  const lines = async () => (await account.history()).filter(({ kind }) => kind === 'token_read');
  expect((await lines()).map(({ facts }) => facts)).toEqual([{ version: 1 }, { version: 1 }]);
  expect(new Set((await lines()).map((line) => (line as { apiKeyId?: string }).apiKeyId)).size).toBe(2);
  server.expect(TOKEN, grant({ access_token: 'made-up-next-token' }));
  await account.authorize();
  await endsAt(new Date(Date.now() + HOUR_MS));
  expect(await (await read(one)).json()).toMatchObject({ access_token: 'made-up-next-token' });
  expect((await lines()).map(({ facts }) => facts.version)).toEqual([1, 1, 2]);
  expect(JSON.stringify(await account.history())).not.toContain(ACCESS);
});

const codeOf = async (answer: Response) => {
  const text = await answer.text();
  expect(text).not.toContain(ACCESS);
  return [answer.status, (JSON.parse(text) as { code: string }).code];
};

test('an expired token is not handed out, nor one with less than a second left', async () => {
  const key = await makeKey('token:read');
  for (const leftMs of [-HOUR_MS, 0, 900]) {
    await endsAt(new Date(Date.now() + leftMs));
    expect(await codeOf(await read(key)), `${leftMs}`).toEqual([409, 'token_expired']);
  }
  expect((await account.history()).map(({ kind }) => kind)).not.toContain('token_read');
});

test('a token of an earlier configuration, none, or of an account put away: nothing', async () => {
  const key = await makeKey('token:read');
  await store.db.update(accounts).set({ clientId: 'c0ffee00' }).where(eq(accounts.id, account.id));
  expect(await codeOf(await read(key))).toEqual([409, 'step_not_ready']);
  await store.db.delete(tokens).where(eq(tokens.accountId, account.id));
  expect(await codeOf(await read(key))).toEqual([409, 'step_not_ready']);
  await deleteAccount(store, account.person, account.id);
  expect(await codeOf(await read(key))).toEqual([404, 'not_found']);
});

test('a key without token:read reads none', async () => {
  const key = await makeKey('status:read', 'accounts:manage');
  expect(await codeOf(await read(key))).toEqual([403, 'api_key_scope']);
});

test('authorization code needs a browser: a key is told so, and nothing is sent to Coupa', async () => {
  account = await TestAccount.make(store, server, { grantType: 'authorization_code' });
  const { id } = account;
  const answer = await callRoute(authorizeRoute, {
    ...{ method: 'POST', path: `/api/accounts/${id}/authorize`, params: { id } },
    headers: await makeKey('accounts:manage'),
  });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    code: 'step_not_ready',
    title: 'This account needs a person in a browser',
  });
  expect((await account.history()).map(({ kind }) => kind)).not.toContain('authorization_started');
});
