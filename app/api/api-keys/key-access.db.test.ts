import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '@/lib/accounts/mutations';
import type { AccountPage } from '@/lib/accounts/view';
import type { Store } from '@/lib/db/store';
import { API_KEY_SCOPES, type ApiKeyScope } from '@/lib/door/api-key-scopes';
import { createApiKey } from '@/lib/door/api-keys';
import type { Person } from '@/lib/door/person';
import { callRoute } from '@/test/call-route';
import { makePerson } from '@/test/person';
import { useStore } from '@/test/use-store';

/** Everything that a key may do, and with which scope. A route that is not here is closed to every key. */
const OPEN_TO_KEYS: Record<string, ApiKeyScope> = {
  'GET /api/accounts': 'status:read',
  'GET /api/accounts/[id]': 'status:read',
  'GET /api/accounts/[id]/token': 'token:read',
  'GET /api/metrics': 'metrics:read',
  'POST /api/accounts': 'accounts:manage',
  'PUT /api/accounts/[id]/client': 'accounts:manage',
  'PUT /api/accounts/[id]/grant-type': 'accounts:manage',
  'PUT /api/accounts/[id]/scopes': 'accounts:manage',
  'PUT /api/accounts/[id]/credentials': 'accounts:manage',
  'POST /api/accounts/[id]/authorize': 'accounts:manage',
  'POST /api/accounts/[id]/validate': 'accounts:manage',
  'POST /api/accounts/[id]/renew': 'accounts:manage',
  'POST /api/accounts/[id]/apply': 'accounts:manage',
  'GET /api/accounts/[id]/upkeep': 'status:read',
  'PUT /api/accounts/[id]/people': 'accounts:manage',
  'GET /api/accounts/[id]/rotation': 'status:read',
  'PUT /api/accounts/[id]/rotation': 'accounts:manage',
  'DELETE /api/accounts/[id]/rotation': 'accounts:manage',
  'POST /api/accounts/[id]/rotation/prove': 'accounts:manage',
  'POST /api/accounts/[id]/rotation/switch': 'accounts:manage',
  'POST /api/accounts/[id]/rotation/undo': 'accounts:manage',
  'DELETE /api/accounts/[id]': 'accounts:manage',
  'POST /api/accounts/[id]/restore': 'accounts:manage',
};
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

type Handler = Parameters<typeof callRoute>[0];
interface Route {
  name: string;
  method: string;
  address: string;
  handler: Handler;
}

let store: Store;
let owner: Person;
let mine: string;
let other: string;
let routes: Route[];
beforeAll(async () => {
  store = await useStore();
  owner = await makePerson(store);
  [mine, other] = [await makeAccount('Mine'), await makeAccount('Somebody else’s')];
  routes = await guardedRoutes();
});
afterAll(() => store.close());

function makeAccount(label: string) {
  const step = { accountType: 'other', label, clientSource: 'new' } as const;
  return createAccount(store, owner, { ...step, instanceUrl: 'https://acme-test.coupahost.com' });
}

/** Every method of every route handler behind the guard for people and keys, found in the sources. */
async function guardedRoutes(): Promise<Route[]> {
  const found: Route[] = [];
  for (const file of globSync('app/api/**/route.ts')) {
    if (!readFileSync(file, 'utf8').includes('guarded(')) continue;
    const handlers = (await import(path.resolve(file))) as Record<string, Handler>;
    const address = `/${path.dirname(file).replace(/^app\//, '')}`;
    for (const method of METHODS) {
      const handler = handlers[method];
      if (handler) found.push({ name: `${method} ${address}`, method, address, handler });
    }
  }
  return found;
}

const makeKey = async (scopes: readonly ApiKeyScope[], accountIds: string[] | null = null) => {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3600_000);
  return (await createApiKey(store, owner, { name: 'k', scopes: [...scopes], accountIds, expiresAt }, now))
    .key;
};

/** A name for each bracket; the account's is given. */
const paramsFor = (address: string, id: string) =>
  Object.fromEntries(
    [...address.matchAll(/\[([a-z]+)\]/gi)].map(([, name = '']) => [name, name === 'id' ? id : 'curl']),
  );

function ask({ method, address, handler }: Route, key: string, id: string) {
  const params = address.includes('[') ? { params: paramsFor(address, id) } : {};
  return callRoute(handler, {
    ...{ method, path: address.replace('[id]', id), ...params },
    headers: { authorization: `Bearer ${key}` },
    // Nothing that any schema takes: whoever passes the door gets no further.
    ...(!['GET', 'DELETE'].includes(method) && { body: { nonsense: true } }),
  });
}

const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

test('the list of what keys may do names only routes that are there', () => {
  const names = routes.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(16);
  expect(Object.keys(OPEN_TO_KEYS).filter((name) => !names.includes(name))).toEqual([]);
});

test.each([...API_KEY_SCOPES])(
  '[ASVS-8.2.1] a key with %s alone passes where that scope is named, and nowhere else',
  async (scope) => {
    const key = await makeKey([scope]);
    for (const route of routes) {
      // An account that is not there: nothing is changed by asking.
      const answer = await ask(route, key, randomUUID());
      if (OPEN_TO_KEYS[route.name] === scope) {
        expect([200, 404, 422], route.name).toContain(answer.status);
        continue;
      }
      expect(answer.status, route.name).toBe(403);
      expect(answer.headers.get('www-authenticate'), route.name).toContain(
        'Bearer error="insufficient_scope"',
      );
      expect(await codeOf(answer), route.name).toBe('api_key_scope');
    }
  },
);

test('[ASVS-8.2.1] people, keys, settings, secrets and exports are closed to a key with every scope', async () => {
  const key = await makeKey(API_KEY_SCOPES);
  const closed = routes.filter(({ name }) => !(name in OPEN_TO_KEYS));
  expect(closed.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'POST /api/api-keys',
      'DELETE /api/api-keys/[id]',
      'POST /api/accounts/[id]/reveal',
      'GET /api/accounts/[id]/exports/[format]',
    ]),
  );
  for (const route of closed) {
    const answer = await ask(route, key, mine);
    expect([answer.status, await codeOf(answer)], route.name).toEqual([403, 'api_key_scope']);
  }
});

describe('[ASVS-8.2.2] [ASVS-8.3.1] a key that names its accounts', () => {
  test('reaches no other by its id, there or not: each answer is the same', async () => {
    const key = await makeKey(API_KEY_SCOPES, [mine]);
    const underAccount = routes.filter(
      ({ name, address }) => name in OPEN_TO_KEYS && address.includes('/accounts/[id]'),
    );
    expect(underAccount.length).toBeGreaterThan(10);
    for (const route of underAccount) {
      const [there, nowhere, spelled] = await Promise.all(
        [other, randomUUID(), other.toUpperCase()].map((id) => ask(route, key, id)),
      );
      const text = await there?.text();
      expect(there?.status, route.name).toBe(403);
      expect(text, route.name).not.toContain('Somebody');
      expect(await nowhere?.text(), route.name).toBe(text);
      expect(await spelled?.text(), route.name).toBe(text);
    }
  });

  test('reaches its own, however the id is spelled', async () => {
    const key = await makeKey(['status:read'], [mine]);
    const one = routes.find(({ name }) => name === 'GET /api/accounts/[id]') as Route;
    for (const id of [mine, mine.toUpperCase()]) {
      const answer = await ask(one, key, id);
      expect([answer.status, ((await answer.json()) as { label: string }).label]).toEqual([200, 'Mine']);
    }
  });

  test('lists and counts only its own, whatever is searched', async () => {
    const list = routes.find(({ name }) => name === 'GET /api/accounts') as Route;
    const labels = async (key: string, query: string) => {
      const answer = await callRoute(list.handler, {
        path: `/api/accounts${query}`,
        headers: { authorization: `Bearer ${key}` },
      });
      const { rows, total, counts } = (await answer.json()) as AccountPage;
      return [rows.map(({ label }) => label), total, counts.all];
    };
    const named = await makeKey(['status:read'], [mine]);
    expect(await labels(named, '')).toEqual([['Mine'], 1, 1]);
    expect(await labels(named, '?search=Somebody')).toEqual([[], 0, 0]);
    expect(await labels(await makeKey(['status:read']), '?search=Somebody')).toEqual([
      ['Somebody else’s'],
      1,
      1,
    ]);
  });

  test('makes no account', async () => {
    const create = routes.find(({ name }) => name === 'POST /api/accounts') as Route;
    const make = (key: string) =>
      callRoute(create.handler, {
        ...{ method: 'POST', path: '/api/accounts', headers: { authorization: `Bearer ${key}` } },
        body: {
          ...{ accountType: 'other', label: 'By a key', clientSource: 'new' },
          instanceUrl: 'https://acme-test.coupahost.com',
        },
      });
    const refused = await make(await makeKey(['accounts:manage'], [mine]));
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'api_key_scope']);
    expect((await make(await makeKey(['accounts:manage']))).status).toBe(201);
  });
});
