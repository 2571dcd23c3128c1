import { request } from 'node:http';
import { expect, test } from 'vitest';
import { FAULT_NAMES } from '../faults.ts';
import { startForTest } from '../test/start-for-test.ts';

test('a client is made and changed by JSON, with the messages of the form', async () => {
  const { send, origin, makeClient } = await startForTest();
  const client = await makeClient({});
  expect(client).toMatchObject({ grantType: 'client_credentials', active: true });
  const taken = await send('POST', '/practice/clients', {
    name: 'B',
    login: 'a-client-api',
    scopes: ['openid'],
  });
  expect([taken.status, (await taken.json()).messages]).toEqual([
    422,
    expect.arrayContaining(['Login has already been taken', "Contact Email can't be blank"]),
  ]);
  const changed = await send('PATCH', `/practice/clients/${client.clientId}`, {
    scopes: ['core.user.read'],
    active: false,
  });
  expect(await changed.json()).toMatchObject({ name: 'A client', scopes: ['core.user.read'], active: false });
  const wrong = await send('PATCH', `/practice/clients/${client.id}`, {
    scopes: 'core.user.read',
    colour: 'red',
  });
  expect((await wrong.json()).messages).toHaveLength(2);
  expect(await (await fetch(`${origin}/practice/clients`)).json()).toHaveLength(1);
  expect((await send('PATCH', '/practice/clients/99', {})).status).toBe(404);
});

test('faults are switched by JSON and by the form; an unknown name changes nothing', async () => {
  const { send, switchOn, origin, browser } = await startForTest();
  const states = async () => (await fetch(`${origin}/practice/faults`)).json();
  await switchOn('token-404');
  expect(await states()).toMatchObject({ 'token-404': true, 'api-500': false });
  const unknown = await send('PUT', '/practice/faults', { 'api-500': true, 'token-405': true });
  expect([unknown.status, (await unknown.json()).messages]).toEqual([422, ['There is no fault token-405']]);
  await browser().submit('/practice/faults', { on: 'api-500' });
  expect(Object.entries(await states()).filter(([, isOn]) => isOn)).toEqual([['api-500', true]]);
  const page = await fetch(`${origin}/practice/faults`, { headers: { Accept: 'text/html' } });
  const markup = await page.text();
  for (const name of FAULT_NAMES) expect(markup).toContain(`value="${name}"`);
});

test('reset leaves no client and no fault', async () => {
  const { send, switchOn, makeClient, origin } = await startForTest();
  await makeClient({});
  await switchOn('token-404');
  await send('POST', '/practice/reset', {});
  expect(await (await fetch(`${origin}/practice/clients`)).json()).toEqual([]);
  expect((await (await fetch(`${origin}/practice/faults`)).json())['token-404']).toBe(false);
});

test('a page of another origin changes nothing, a name from outside is not answered, and a body has a limit', async () => {
  const { origin, send } = await startForTest();
  const foreign = { Origin: 'http://evil.example', 'Content-Type': 'application/json' };
  const forged = await fetch(`${origin}/practice/reset`, { method: 'POST', headers: foreign });
  expect(forged.status).toBe(403);
  expect(await statusForHost(origin, 'rebound.example')).toBe(421);
  expect((await send('PUT', '/practice/faults', { long: 'x'.repeat(300_000) })).status).toBe(413);
  expect((await fetch(`${origin}/practice/faults`, { method: 'PUT', body: '{}' })).status).toBe(415);
  expect((await fetch(`${origin}/practice/faults`, { method: 'DELETE' })).status).toBe(405);
});

/** fetch cannot send a Host of one's own. */
const statusForHost = (origin: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(origin, { headers: { Host: host } }, (answer) => resolve(answer.resume().statusCode))
      .once('error', reject)
      .end();
  });
