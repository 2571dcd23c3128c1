import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { POST as authorizeRoute } from '@/app/api/accounts/[id]/authorize/route';
import { POST as renewRoute } from '@/app/api/accounts/[id]/renew/route';
import { GET } from '@/app/api/accounts/[id]/token/route';
import { deleteAccount } from '@/lib/accounts/mutations';
import { accounts, tokens, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import type { ApiKeyScope } from '@/lib/door/api-key-scopes';
import { createApiKey, revokeApiKey } from '@/lib/door/api-keys';
import { disablePerson } from '@/lib/door/people-changes';
import { TestAccount } from '@/test/authorization-server/account';
import { grant, refusal } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { callRoute } from '@/test/call-route';
import { makePerson } from '@/test/person';
import { useStore } from '@/test/use-store';

const ACCESS = 'made-up-access-token';
const REFRESH = 'made-up-refresh-token';
const HOUR_MS = 3600_000;

const server = scriptedServer();
let store: Store;
let account: TestAccount;
beforeAll(async () => {
  process.env.INSTANCE_HOSTS = server.host;
  store = await useStore();
});
beforeEach(async () => {
  account = await TestAccount.make(store, server);
  server.expect(TOKEN, grant({ access_token: ACCESS, refresh_token: REFRESH }));
  await account.authorize();
  await endsAt(new Date(Date.now() + HOUR_MS));
});
afterAll(() => store.close());

/** As a token that came a day before its end. */
async function endsAt(expiresAt: Date) {
  const obtainedAt = new Date(expiresAt.getTime() - 24 * HOUR_MS);
  await store.db.update(tokens).set({ expiresAt, obtainedAt }).where(eq(tokens.accountId, account.id));
  await store.db.update(upkeep).set({ renewedAt: obtainedAt }).where(eq(upkeep.accountId, account.id));
}

async function newKey(...scopes: ApiKeyScope[]) {
  const now = new Date();
  const asked = { name: 'k', accountIds: [account.id], expiresAt: new Date(now.getTime() + HOUR_MS) };
  const { id, key } = await createApiKey(store, account.person, { ...asked, scopes }, now);
  return { id, headers: { authorization: `Bearer ${key}` } };
}
const makeKey = async (...scopes: ApiKeyScope[]) => (await newKey(...scopes)).headers;

const read = (headers: Record<string, string>, query = '', method = 'GET') =>
  callRoute(GET, {
    ...{ method, path: `/api/accounts/${account.id}/token${query}` },
    ...{ params: { id: account.id }, headers },
  });

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
  await Promise.all([one, one, one, one, one, two, two].map((key) => read(key)));
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

test('a token that has ended, or has less than a second left, is renewed; one that cannot be is not handed out', async () => {
  const key = await makeKey('token:read');
  for (const leftMs of [-HOUR_MS, 900]) {
    await endsAt(new Date(Date.now() + leftMs));
    server.expect(TOKEN, grant({ access_token: 'made-up-next-token' }));
    const answer = await read(key, '?min_ttl=0');
    expect(await answer.json()).toMatchObject({ access_token: 'made-up-next-token' });
  }
  await endsAt(new Date(Date.now() - HOUR_MS));
  server.expect(TOKEN, refusal(401, 'invalid_client'));
  for (const waits of [null, '3600']) {
    const answer = await read(key);
    expect(answer.headers.get('retry-after')).toBe(waits);
    expect((await codeOf(answer))[1]).toBe('invalid_client');
  }
  expect((await account.history()).filter(({ kind }) => kind === 'token_read')).toHaveLength(2);
});

test('the bare token for shells, by format or by Accept; format counts more', async () => {
  const key = await makeKey('token:read');
  const typeOf = async (query: string, accept: string) => {
    const answer = await read({ ...key, accept }, query);
    return [answer.headers.get('content-type')?.split(';')[0], await answer.text()];
  };
  const text = ['text/plain', `${ACCESS}\n`];
  expect(await typeOf('?format=text', '*/*')).toEqual(text);
  expect(await typeOf('', 'text/plain')).toEqual(text);
  expect(await typeOf('', 'application/json;q=0.5, text/plain')).toEqual(text);
  for (const accept of ['', '*/*', 'text/html', 'text/plain;q=0', 'text/plain, application/json'])
    expect((await typeOf('', accept))[0], accept).toBe('application/json');
  expect((await typeOf('?format=json', 'text/plain'))[0]).toBe('application/json');
});

test('304 for a tool that has the token in use, while it lives long enough; nothing is handed out by it nor by HEAD', async () => {
  const [key, reader] = [await makeKey('token:read'), await makeKey('token:read')];
  const headers = (answer: Response, ...names: string[]) => names.map((name) => answer.headers.get(name));
  const json = await read(reader);
  const [jsonTag = '', vary] = headers(json, 'etag', 'vary');
  expect(vary).toBe('Authorization, Accept');
  expect(jsonTag).toMatch(/^W\/"[\w-]{22}"$/);
  const [textTag = ''] = headers(await read(reader, '?format=text'), 'etag');
  expect(textTag).toMatch(/^"[\w-]{22}"$/);
  expect(jsonTag).not.toContain(textTag);
  const ask = (tag: string | null, query = '', method = 'GET') =>
    read({ ...key, 'if-none-match': tag ?? '' }, query, method);
  for (const tag of [jsonTag, `"other", ${jsonTag?.slice(2)}`, '*']) {
    const answer = await ask(tag);
    expect([answer.status, await answer.text()], String(tag)).toEqual([304, '']);
    expect(headers(answer, 'etag', 'cache-control', 'pragma')).toEqual([jsonTag, 'no-store', 'no-cache']);
  }
  expect((await ask(textTag)).status, 'of the other form').toBe(200);
  expect((await ask(jsonTag, '', 'HEAD')).status).toBe(304);
  expect(headers(await read(key, '', 'HEAD'), 'etag')).toEqual([jsonTag]);
  const lines = (await account.history()).filter(({ kind }) => kind === 'token_read');
  expect(lines, 'one for the reader, one for the 200 of the other form').toHaveLength(2);
  server.expect(TOKEN, grant({ access_token: 'made-up-next-token' }));
  const next = await ask(jsonTag, '?min_ttl=7200');
  expect(await next.json()).toMatchObject({ access_token: 'made-up-next-token' });
  expect(next.headers.get('etag')).not.toBe(jsonTag);
});

test('what is not a least life or a form is refused, not guessed at', async () => {
  const key = await makeKey('token:read');
  const odd = [
    'min_ttl=72001',
    'min_ttl=-1',
    'min_ttl=1.5',
    'min_ttl=',
    'min_ttl=6&min_ttl=7',
    'format=xml',
    'ttl=6',
  ];
  for (const query of odd)
    expect(await codeOf(await read(key, `?${query}`)), query).toEqual([422, 'invalid_input']);
});

test('revoked, disabled: from the very next request on, however often it was read before', async () => {
  const [revoked, disabled] = [await newKey('token:read'), await newKey('token:read')];
  const owner = await makePerson(store);
  const readTwice = async ({ headers }: typeof revoked) => {
    for (let times = 0; times < 2; times += 1) expect((await read(headers)).status).toBe(200);
  };
  await readTwice(revoked);
  await revokeApiKey(store, owner, revoked.id, new Date());
  expect((await read(revoked.headers)).status).toBe(401);
  await readTwice(disabled);
  await disablePerson(store, owner, { personId: account.person.id, now: new Date() });
  expect((await read(disabled.headers)).status).toBe(401);
});

test('Renew now by key answers when the token is there', async () => {
  const { id } = account;
  server.expect(TOKEN, grant({ access_token: 'made-up-next-token' }));
  const headers = await makeKey('accounts:manage', 'token:read');
  const path = `/api/accounts/${id}/renew`;
  const answer = await callRoute(renewRoute, { method: 'POST', path, params: { id }, headers });
  expect(await answer.json()).toEqual({ renewed: id });
  expect(await (await read(headers)).json()).toMatchObject({ access_token: 'made-up-next-token' });
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
