import { expect, test } from 'vitest';
import { SCOPES } from '../clients/scopes.ts';
import { authorizePath, CALLBACK, codeParams, decide } from '../test/authorize.ts';
import { locationOf } from '../test/browser.ts';
import { machine, startForTest } from '../test/start-for-test.ts';

async function startWithToken(scopes: string[]) {
  const running = await startForTest();
  const client = await running.makeClient({ scopes });
  const { access_token } = await (await running.askToken(machine(client))).json();
  const read = (path: string, headers: Record<string, string> = { Accept: 'application/json' }) =>
    fetch(`${running.origin}${path}`, { headers: { Authorization: `bearer ${access_token}`, ...headers } });
  return { ...running, read };
}

test('every read that is known for a scope answers to that scope, and to no other', async () => {
  const probed = SCOPES.filter((scope) => scope.probePath !== null);
  expect(probed.length).toBeGreaterThan(50);
  const { read, clock } = await startWithToken(probed.map((scope) => scope.name));
  for (const { probePath } of probed) {
    // The bucket leaks one request in 40 ms.
    clock.now += 40;
    expect([probePath, (await read(`${probePath}?limit=1&return_object=limited`)).status]).toEqual([
      probePath,
      200,
    ]);
  }
  const { read: readLess } = await startWithToken(['core.uom.read']);
  expect((await readLess('/api/uoms/1')).status).toBe(200);
  expect((await readLess('/api/uoms')).status).toBe(403);
  expect((await readLess('/api/suppliers')).status).toBe(403);
});

test('no token, a foreign one and one that is a day old are 401', async () => {
  const { read, clock, origin } = await startWithToken(['core.supplier.read']);
  expect((await fetch(`${origin}/api/suppliers`)).status).toBe(401);
  expect((await read('/api/suppliers', { Authorization: 'Bearer a.b.c' })).status).toBe(401);
  expect((await read('/api/suppliers')).status).toBe(200);
  // And a second: a token counts its life in whole ones.
  clock.now += 86_401_000;
  expect((await read('/api/suppliers')).status).toBe(401);
});

test('XML unless JSON is asked for; an empty list is [] in JSON and 404 in XML; other paths are 404', async () => {
  const { read } = await startWithToken(['core.supplier.read', 'core.inventory.pick_list.read']);
  const xml = await read('/api/suppliers?limit=1&fields=["id"]', {});
  expect(xml.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect(await xml.text()).toContain(
    '<suppliers type="array"><supplier><id type="integer">1</id></supplier></suppliers>',
  );
  const empty = await read('/api/pick_lists');
  expect([empty.status, await empty.json()]).toEqual([200, []]);
  const emptyXml = await read('/api/pick_lists', { Accept: '*/*' });
  expect(emptyXml.status).toBe(404);
  expect(await emptyXml.text()).toContain(
    '<errors><error>No results match your search criteria.</error></errors>',
  );
  expect((await read('/api/no_such_things')).status).toBe(404);
  expect((await read('/api/suppliers/61')).status).toBe(404);
});

test('at most 50 rows with hyphenated keys, the rest by offset; fields and return_object shorten them', async () => {
  const { read } = await startWithToken(['core.supplier.read']);
  const rows = async (query: string) => (await read(`/api/suppliers?${query}`)).json();
  expect(await rows('limit=500')).toHaveLength(50);
  expect(await rows('offset=50')).toHaveLength(10);
  expect(Object.keys((await rows('limit=1'))[0])).toEqual(['id', 'name', 'created-at', 'updated-at']);
  expect(await rows('limit=2&return_object=limited')).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await rows('id=7&fields=["name"]')).toEqual([{ name: 'Supplier 7' }]);
  expect(await rows('order_by=id&dir=desc&limit=1&return_object=limited')).toEqual([{ id: 60 }]);
});

test('the 21st request at once is 429, and 40 ms later one more passes', async () => {
  const { read, clock } = await startWithToken(['core.supplier.read']);
  const statuses: number[] = [];
  for (let count = 0; count < 21; count += 1) statuses.push((await read('/api/suppliers?limit=1')).status);
  expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
  clock.now += 40;
  expect((await read('/api/suppliers?limit=1')).status).toBe(200);
});

test('a token acts as the person who consented: a buyer sees fewer rows', async () => {
  const running = await startForTest();
  const client = await running.makeClient({ grantType: 'authorization_code', redirectUris: [CALLBACK] });
  const countFor = async (login: string) => {
    const browser = running.browser();
    await browser.signIn(login);
    const back = new URL(locationOf(await decide(browser, authorizePath(client), 'allow')));
    const { access_token } = await (
      await running.askToken(codeParams(client, back.searchParams.get('code') ?? ''))
    ).json();
    const headers = { Authorization: `Bearer ${access_token}`, Accept: 'application/json' };
    return (await (await fetch(`${running.origin}/api/suppliers`, { headers })).json()).length;
  };
  expect([await countFor('practice-admin'), await countFor('practice-buyer')]).toEqual([50, 7]);
});
