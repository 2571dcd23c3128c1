import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Handle, shortWay } from '@/lib/http/short-way';
import { readRoutes } from '@/scripts/serve/read-routes';
import { takeShortWay } from '@/scripts/serve/take-short-way';

const ID = '0b8f9f6e-6a55-4a52-8f0c-6f3ed0f0a4f1';
const TOKEN = `/api/accounts/${ID}/token`;
const NEXT = 'this was answered by Next';
const routeOf = readRoutes(process.cwd());

/** What stands behind it: Next, by a word. */
const server = createServer((request, response) => {
  if (!takeShortWay(request, response, routeOf)) response.end(NEXT);
});
let origin = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(origin + path, { headers: { authorization: 'Bearer made-up-key' }, ...init });
const offer = (handle: Handle) => shortWay('/api/accounts/[id]/token', handle);

test('until Next has loaded the route, Next answers', async () => {
  expect(await (await ask(TOKEN)).text()).toBe(NEXT);
});

test('a GET by key reaches the handler as it was sent, and the answer comes back as it was made', async () => {
  offer(async (request, { params }) => {
    const got = {
      params: await params,
      query: request.nextUrl.search,
      key: request.headers.get('authorization'),
    };
    return Response.json(got, { status: 203, headers: { ETag: 'W/"made-up"', Vary: 'Accept' } });
  });
  const answer = await ask(`${TOKEN}?min_ttl=5&x=a%2Fb`);
  expect(await answer.json()).toEqual({
    params: { id: ID },
    query: '?min_ttl=5&x=a%2Fb',
    key: 'Bearer made-up-key',
  });
  expect([answer.status, answer.headers.get('etag'), answer.headers.get('vary')]).toEqual([
    203,
    'W/"made-up"',
    'Accept',
  ]);
  expect(answer.headers.get('transfer-encoding')).toBeNull();
});

test('304 has neither a body nor a length of one', async () => {
  offer(async () => new Response(null, { status: 304, headers: { ETag: '"made-up"' } }));
  const answer = await ask(TOKEN);
  expect([answer.status, answer.headers.get('etag'), answer.headers.get('content-length')]).toEqual([
    304,
    '"made-up"',
    null,
  ]);
});

test.each<[string, string, RequestInit]>([
  ['without a key', TOKEN, { headers: {} }],
  ['HEAD', TOKEN, { method: 'HEAD' }],
  ['POST', TOKEN, { method: 'POST' }],
  ['another spelling', `/api/accounts/${ID.replace('0', '%30')}/token`, {}],
  ['a slash at the end', `${TOKEN}/`, {}],
  ['a doubled slash', `/api//accounts/${ID}/token`, {}],
  ['another route', `/api/accounts/${ID}`, {}],
])('%s is left to Next', async (_what, path, init) => {
  let asked = 0;
  offer(async () => {
    asked += 1;
    return new Response();
  });
  const answer = await ask(path, init);
  expect(await answer.text()).toBe(init.method === 'HEAD' ? '' : NEXT);
  expect(asked).toBe(0);
});

test('a handler that fails is answered with 500, and with nothing of why', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  offer(() => Promise.reject(new Error('made-up-secret')));
  const answer = await ask(TOKEN);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('made-up-secret');
  const lines = String(written.mock.calls);
  expect(lines).toContain('request_failed');
  expect(lines).not.toContain('made-up-secret');
});
