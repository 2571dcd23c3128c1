import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from '@playwright/test';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { type PreparedAccount, prepareAccount } from '../test/prepare-account.ts';

/** What leaves as a file, over HTTP against the built app: no secret in it, and the history knows who took it. */

const FORMATS = [
  ['snaplogic-oauth2', 'text/plain', '-snaplogic-oauth2.txt'],
  ['snaplogic-dynamic', 'text/plain', '-snaplogic-dynamic.txt'],
  ['snaplogic-rest-oauth2', 'text/plain', '-snaplogic-rest-oauth2.txt'],
  ['rest-get-snap', 'text/plain', '-rest-get-snap.txt'],
  ['rest-post-snap', 'text/plain', '-rest-post-snap.txt'],
  ['curl', 'text/plain', '.sh'],
  ['curl-from-here', 'text/plain', '-token.sh'],
  ['env', 'text/plain', '.env'],
  ['postman-collection', 'application/json', '.postman_collection.json'],
  ['postman-environment', 'application/json', '.postman_environment.json'],
] as const;

let folder: string;
let app: AppProcess;
let owner: OwnerSession;
let account: PreparedAccount;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-exports-'));
  app = await startApp({ dataDir: path.join(folder, 'data') });
  owner = await makeOwnerSession(app);
  account = await prepareAccount(app, owner, { label: '"Quoted" ../É <label>', upTo: 'token' });
});
test.afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

const take = (format: string, id = account.id) => owner.call('GET', `/api/accounts/${id}/exports/${format}`);

async function reveal(what: string): Promise<string> {
  const answer = await owner.call('POST', `/api/accounts/${account.id}/reveal`, { what });
  return (await answer.json()).value;
}

test('every format is a download without secrets, kept by no cache, and stands in the history', async () => {
  const secrets = [await reveal('client_secret'), await reveal('access_token')];
  expect(secrets[0]).toBe(account.client?.clientSecret);
  for (const [format, contentType, ending] of FORMATS) {
    const answer = await take(format);
    expect(answer.status, format).toBe(200);
    expect(answer.headers.get('content-type'), format).toContain(contentType);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="quoted-e-label${ending}"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const file = await answer.text();
    const isFromHere = ['rest-get-snap', 'curl-from-here'].includes(format);
    if (format !== 'postman-collection')
      expect(file, format).toContain(isFromHere ? `${app.origin}/api/accounts/` : app.practiceOrigin);
    for (const secret of secrets) expect(file, format).not.toContain(secret);
  }
  const history = await (await owner.call('GET', `/accounts/${account.id}`)).text();
  for (const [format] of FORMATS) expect(history).toContain(`Configuration exported as ${format}`);
  for (const secret of secrets) expect(history + app.output()).not.toContain(secret);
});

test('a format that is not there, not for this grant type, or too early', async () => {
  for (const format of ['snaplogic', 'constructor', '..%2Fcurl'])
    expect((await take(format)).status, format).toBe(404);
  const byCode = await prepareAccount(app, owner, { grantType: 'authorization_code', upTo: 'credentials' });
  expect((await take('snaplogic-oauth2', byCode.id)).status).toBe(404);
  expect((await take('snaplogic-dynamic', byCode.id)).status).toBe(200);
  const early = await prepareAccount(app, owner, { upTo: 'scopes' });
  const answer = await take('curl', early.id);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: 'step_not_ready' });
});

test('a viewer takes the files, and neither a secret nor a change', async () => {
  const port = Number(new URL(app.origin).port);
  await app.stop();
  const database = await PGlite.create(path.join(folder, 'data', 'db'));
  await database.query(`update people set role = 'viewer'`);
  await database.close();
  app = await startApp({ dataDir: path.join(folder, 'data'), port });

  expect((await take('curl')).status).toBe(200);
  const address = `/api/accounts/${account.id}`;
  for (const [method, place, body] of [
    ['POST', `${address}/reveal`, { what: 'access_token' }],
    ['POST', `${address}/authorize`],
    ['POST', `${address}/renew`],
    ['POST', `${address}/validate`],
    ['POST', `${address}/apply`],
    ['DELETE', address],
  ] as const) {
    const answer = await owner.call(method, place, body);
    expect(answer.status, place).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'forbidden' });
  }
});
