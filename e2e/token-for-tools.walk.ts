import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { enterAs } from './enter-as.ts';
import { expect, REFUSED, test } from './walk.ts';

/** Its first token lives a minute, so that a pipeline soon wants another one; the next ones live an hour. */
let issued = 0;
const instance = createServer((_request, response) => {
  issued += 1;
  const life = { token_type: 'bearer', expires_in: issued === 1 ? 60 : 3600 };
  const answer = { access_token: `made-up-token-${issued}`, ...life };
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
});

let folder: string;
let app: AppProcess;
let owner: OwnerSession;

test.use({ expectedNoise: [REFUSED] });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-tools-'));
  await new Promise<void>((listening) => instance.listen(0, 'localhost', listening));
  const env = { INSTANCE_HOSTS: `localhost:${(instance.address() as AddressInfo).port}`, JOBS: 'off' };
  app = await startApp({ dataDir: path.join(folder, 'data'), env });
  owner = await makeOwnerSession(app);
});
test.afterAll(async () => {
  await app.stop();
  instance.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An account at that instance, up to its first token, as docs/http-api.md has it. */
async function setUp(label: string): Promise<string> {
  const send = async (method: 'POST' | 'PUT', address: string, body?: unknown) => {
    const answer = await owner.call(method, `/api/accounts${address}`, body);
    expect(answer.ok, `${method} ${address}: ${answer.status}`).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const instanceUrl = `http://localhost:${(instance.address() as AddressInfo).port}`;
  const client = { accountType: 'snaplogic-dynamic', label, instanceUrl, clientSource: 'existing' };
  const { id } = await send('POST', '', client);
  const contact = { name: '', login: '', contactFirstName: '', contactLastName: '', contactEmail: '' };
  const grantType = { grantType: 'client_credentials', clientProof: 'shared_secret', ...contact };
  await send('PUT', `/${id}/grant-type`, { version: 1, step: grantType });
  await send('PUT', `/${id}/scopes`, {
    version: 2,
    step: { scopeSource: 'chosen', scopes: ['core.common.read'] },
  });
  const credentials = { clientId: 'made-up-client', clientSecret: 'made-up-client-secret' };
  await send('PUT', `/${id}/credentials`, { version: 3, step: credentials });
  await send('POST', `/${id}/authorize`);
  return id;
}

interface Asked {
  status: number;
  headers: Headers;
  body: string;
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** One call of a pipeline: by curl, the key by standard input; where there is no curl, by Node. */
async function ask(url: string, headers: Record<string, string>): Promise<Asked> {
  if (!hasCurl) {
    const answer = await fetch(url, { headers });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  }
  const curl = spawn('curl', ['--silent', '--show-error', '--include', '--header', '@-', url]);
  curl.stdin.end(
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(''),
  );
  const [head = '', ...body] = (await outputOf(curl)).out.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const pairs = lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: new Headers(pairs),
    body: body.join('\r\n\r\n'),
  };
}

async function outputOf(child: ReturnType<typeof spawn>) {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (bytes) => (out += bytes));
  child.stderr?.on('data', (bytes) => (err += bytes));
  const code = await new Promise<number | null>((ended) => child.on('close', ended));
  return { code, out, err };
}

const program = (key: string, id: string, ...args: string[]) =>
  outputOf(
    spawn(process.execPath, ['cli/coupa-token.mjs', ...args], {
      env: {
        ...{ NODE_ENV: 'test', COUPA_WIZARD_URL: app.origin, COUPA_WIZARD_ACCOUNT: id },
        COUPA_WIZARD_KEY: key,
      },
    }),
  );

test('a pipeline fetches its token by curl and by coupa-token: as JSON and bare, unchanged, renewed, until its key is revoked', async ({
  page,
}) => {
  const id = await setUp('Token of the pipelines');
  await enterAs(page.context(), owner, app.origin);
  await page.goto(`${app.origin}/settings/api-keys/new`);
  await page.getByLabel('Name').fill('Pipelines of the walk');
  await page.getByRole('checkbox', { name: 'Read the token in use' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.getByRole('textbox', { name: 'API key' }).inputValue();
  const address = `${app.origin}/api/accounts/${id}/token`;
  const Authorization = `Bearer ${key}`;

  const json = await ask(`${address}?min_ttl=1`, { Authorization });
  expect(json.status).toBe(200);
  expect(json.headers.get('cache-control')).toBe('no-store');
  expect(JSON.parse(json.body)).toMatchObject({ access_token: 'made-up-token-1', token_type: 'Bearer' });
  const etag = json.headers.get('etag') ?? '';
  // The first answer came through Next, which loads a route by its first request; the next ones by the short way to it.
  const again = await ask(`${address}?min_ttl=1`, { Authorization });
  const said = ({ headers }: typeof json) =>
    ['etag', 'cache-control', 'content-type', 'pragma', 'content-security-policy'].map((name) =>
      headers.get(name),
    );
  expect([again.status, ...said(again)]).toEqual([200, ...said(json)]);
  expect([json, again].map(({ headers }) => headers.has('content-length'))).toEqual([false, true]);
  const unchanged = await ask(`${address}?min_ttl=1`, { Authorization, 'If-None-Match': etag });
  expect([unchanged.status, unchanged.body]).toEqual([304, '']);
  expect((await ask(`${address}?min_ttl=1`, { Authorization, Accept: 'text/plain' })).body).toBe(
    'made-up-token-1\n',
  );

  // Six seconds after it came it has fewer than the 54 that are asked for.
  const renewed = () => ask(`${address}?min_ttl=54`, { Authorization, 'If-None-Match': etag });
  await expect.poll(async () => (await renewed()).status, { timeout: 20_000 }).toBe(200);
  const five = await Promise.all(Array.from({ length: 5 }, renewed));
  expect(new Set(five.map(({ body }) => JSON.parse(body).access_token))).toEqual(
    new Set(['made-up-token-2']),
  );
  expect(issued, 'one request to Coupa for all of them').toBe(2);
  const tooLong = await ask(`${address}?min_ttl=3700`, { Authorization });
  expect([tooLong.status, JSON.parse(tooLong.body).code]).toEqual([422, 'min_ttl_too_long']);

  const header = await program(key, id, '--header');
  expect(header).toEqual({ code: 0, out: 'Authorization: Bearer made-up-token-2\n', err: '' });

  await page.getByRole('link', { name: 'I have copied it' }).click();
  const row = page.getByRole('row', { name: /Pipelines of the walk/ });
  await row.getByRole('button', { name: 'Revoke Pipelines of the walk' }).click();
  await row.getByRole('button', { name: 'Revoke now' }).click();
  await expect(row).toContainText('Revoked today');
  expect((await ask(address, { Authorization })).status).toBe(401);
  const refused = await program(key, id);
  expect([refused.code, refused.out]).toEqual([3, '']);
  expect(refused.err).not.toContain(key);

  await page.goto(`${app.origin}/accounts/${id}`);
  await expect(page.getByText('the API key “Pipelines of the walk”').first()).toBeAttached();
  expect(app.output()).not.toMatch(/made-up-token|caw_/);
});
