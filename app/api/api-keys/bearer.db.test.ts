import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { POST as restore } from '@/app/api/accounts/[id]/restore/route';
import { GET } from '@/app/api/accounts/[id]/route';
import { GET as list } from '@/app/api/accounts/route';
import { events, people } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { makeApiKey } from '@/lib/door/api-key-format';
import { createApiKey, revokeApiKey } from '@/lib/door/api-keys';
import type { Person } from '@/lib/door/person';
import { callRoute } from '@/test/call-route';
import { makePerson } from '@/test/person';
import { useStore } from '@/test/use-store';

let store: Store;
let owner: Person;
let key: string;
beforeAll(async () => {
  store = await useStore();
  owner = await makePerson(store);
  ({ key } = await makeKey());
});
afterAll(() => store.close());

const makeKey = (by = owner, madeAt = new Date()) =>
  createApiKey(
    store,
    by,
    {
      ...{ name: 'k', scopes: ['status:read', 'accounts:manage'], accountIds: null },
      expiresAt: new Date(madeAt.getTime() + 3600_000),
    },
    madeAt,
  );

/** Outside of Next's own request a look at a cookie would throw, and the answer be 500: so 401 also says that none was looked at. */
const askList = (headers: Record<string, string> | Headers) =>
  callRoute(list, { path: '/api/accounts', headers });
const with_ = (authorization: string) => askList({ authorization });

describe('what is no key', () => {
  test.each<[string, () => Record<string, string> | Headers]>([
    ['Basic with the key as password', () => ({ authorization: `Basic ${btoa(`key:${key}`)}` })],
    ['Basic with the bare key', () => ({ authorization: `Basic ${key}` })],
    ['no scheme', () => ({ authorization: key })],
    ['the scheme alone', () => ({ authorization: 'Bearer' })],
    ['an empty header', () => ({ authorization: '' })],
    ['something after the key', () => ({ authorization: `Bearer ${key} x` })],
    ['quotes around it', () => ({ authorization: `Bearer "${key}"` })],
    ['a tab between', () => ({ authorization: `Bearer\t${key}` })],
    ['two headers, both right', () => twice(`Bearer ${key}`, `Bearer ${key}`)],
    ['two headers, one right', () => twice('Basic made-up', `Bearer ${key}`)],
    ['10 kB', () => ({ authorization: `Bearer ${'A'.repeat(10_240)}` })],
    ['10 kB of blanks', () => ({ authorization: `Bearer ${' '.repeat(10_240)}${key}x` })],
    ['a letter that is not ASCII', () => ({ authorization: `Bearer ${key.slice(0, -1)}é` })],
    ['another product’s key', () => ({ authorization: `Bearer ghp_${'a'.repeat(36)}` })],
    ['a key mistyped by one character', () => ({ authorization: `Bearer ${mistype(key)}` })],
    ['a key in lower case', () => ({ authorization: `Bearer ${key.toLowerCase()}` })],
    ['a key in a cookie beside an empty header', () => ({ authorization: 'Bearer x', cookie: `key=${key}` })],
  ])('%s: 401, and how to do it right', async (_, headers) => {
    const answer = await askList(headers());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ code: 'not_signed_in', title: 'This is not a whole API key' });
    expect(body).not.toContain(key);
  });

  test('the scheme’s name in any case, and blanks more than one, are right (RFC 9110 §11.1)', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer  '])
      expect((await with_(`${scheme} ${key}`)).status, scheme).toBe(200);
  });
});

test('a key that opens nothing gets one and the same answer, whyever', async () => {
  const revoked = await makeKey();
  await revokeApiKey(store, owner, revoked.id, new Date());
  const expired = await makeKey(owner, new Date(Date.now() - 3600_001));
  const [leaver, demoted] = [await makePerson(store), await makePerson(store)];
  const [ofLeaver, ofDemoted] = [await makeKey(leaver), await makeKey(demoted)];
  await store.db.update(people).set({ disabledAt: new Date() }).where(eq(people.id, leaver.id));
  await store.db.update(people).set({ role: 'editor' }).where(eq(people.id, demoted.id));
  const keys = [makeApiKey(), revoked.key, expired.key, ofLeaver.key, ofDemoted.key];
  const answers = await Promise.all(keys.map((each) => with_(`Bearer ${each}`)));
  const seen = await Promise.all(
    answers.map(async (answer) => [answer.status, Object.fromEntries(answer.headers), await answer.text()]),
  );
  for (const each of seen) expect(each).toEqual(seen[0]);
  expect(seen[0]?.[0]).toBe(401);
  const lines = await store.db.select().from(events).where(eq(events.kind, 'api_key_refused'));
  expect(lines.map(({ facts }) => facts.reason)).toEqual(
    expect.arrayContaining(['unknown', 'revoked', 'expired', 'maker_disabled', 'maker_no_owner']),
  );
  for (const each of keys) expect(JSON.stringify(lines)).not.toContain(each.slice(4, 30));
});

test('a session beside a bad key counts for nothing, and a good key needs none', async () => {
  const cookie = 'wizard-session=made-up; __Host-wizard-session=made-up';
  expect((await askList({ authorization: `Bearer ${makeApiKey()}`, cookie })).status).toBe(401);
  expect((await askList({ authorization: `Bearer ${key}`, cookie })).status).toBe(200);
});

describe('a request with a key', () => {
  const change = (headers: Record<string, string>) =>
    callRoute(restore, {
      ...{ method: 'POST', path: '/api/accounts/x/restore', params: { id: randomUUID() } },
      headers: { authorization: `Bearer ${key}`, ...headers },
    });

  test('needs no Origin and no content type where it sends nothing', async () => {
    expect((await change({})).status).toBe(404);
    expect((await change({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).status).toBe(
      404,
    );
  });

  test.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3001' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('from a page of another site is refused, to change or to read: %o', async (headers) => {
    expect((await change(headers)).status).toBe(403);
    expect((await askList({ authorization: `Bearer ${key}`, ...headers })).status).toBe(403);
  });
});

test('an account that there is not, with a key that may look: 404 and not 401', async () => {
  const headers = { authorization: `Bearer ${key}` };
  const ask = (id: string) => callRoute(GET, { path: `/api/accounts/${id}`, params: { id }, headers });
  expect((await ask(randomUUID())).status).toBe(404);
  expect((await ask('../people')).status).toBe(404);
});

function twice(first: string, second: string): Headers {
  const headers = new Headers({ authorization: first });
  headers.append('authorization', second);
  return headers;
}

const mistype = (text: string) => text.slice(0, 10) + (text[10] === 'x' ? 'y' : 'x') + text.slice(11);
