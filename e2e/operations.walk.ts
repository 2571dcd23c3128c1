import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession, signIn } from '../test/owner-session.ts';
import { enterAs } from './enter-as.ts';
import { expect, REFUSED, test } from './walk.ts';

/** An app of its own: it is stopped in the middle, and its database is put back from a back-up. */
let folder: string;
let app: AppProcess;
let owner: OwnerSession;
let instance: Server;
/** While there is one, the instance answers when it resolves. */
let held: Promise<void> | null = null;
let tokens = 0;

test.use({ expectedNoise: [REFUSED] });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-operations-'));
  instance = createServer(async (request, response) => {
    request.resume();
    await held;
    tokens += 1;
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({ access_token: `made-up-${tokens}`, token_type: 'bearer', expires_in: 86_400 }),
    );
  });
  await once(instance.listen(0, '127.0.0.1'), 'listening');
  app = await start();
  owner = await makeOwnerSession(app);
});
test.afterAll(async () => {
  await app.stop();
  instance.close();
  rmSync(folder, { recursive: true, force: true });
});

const host = () => `localhost:${(instance.address() as AddressInfo).port}`;
const environment = () => ({ DATA_DIR: path.join(folder, 'data'), INSTANCE_HOSTS: host(), PRACTICE: 'off' });
const start = (port?: number) =>
  startApp({
    dataDir: path.join(folder, 'data'),
    env: environment(),
    ...(port !== undefined && { port }),
  });
const portOf = ({ origin }: AppProcess) => Number(new URL(origin).port);

const run = (script: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...args], {
    env: { ...process.env, ...environment(), PORT: String(portOf(app)) },
  });

async function makeAccount(): Promise<string> {
  const read = async (asked: Promise<Response>) => (await (await asked).json()) as Record<string, never>;
  const client = { accountType: 'other', label: 'Kept through it all', clientSource: 'new' };
  const { id = '' } = await read(
    owner.call('POST', '/api/accounts', { ...client, instanceUrl: `http://${host()}` }),
  );
  const contact = { contactFirstName: 'Ines', contactLastName: 'Okafor', contactEmail: 'ines@acme.example' };
  const steps = {
    'grant-type': {
      ...contact,
      ...{ name: 'n', login: 'l', grantType: 'client_credentials', clientProof: 'shared_secret' },
    },
    scopes: { scopeSource: 'chosen', scopes: ['core.common.read'] },
    credentials: { clientId: 'made-up-client', clientSecret: 'made-up-secret-of-the-walk' },
  };
  for (const [step, values] of Object.entries(steps)) {
    const { version } = await read(owner.call('GET', `/api/accounts/${id}`));
    const saved = await owner.call('PUT', `/api/accounts/${id}/${step}`, { version, step: values });
    expect([step, saved.status]).toEqual([step, 200]);
  }
  expect((await owner.call('POST', `/api/accounts/${id}/authorize`)).status).toBe(200);
  return id;
}

async function obtainedAt(id: string): Promise<string> {
  const { token } = await (await owner.call('GET', `/api/accounts/${id}`)).json();
  return token.obtainedAt;
}

/** Each goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });
let id: string;
let first: string;
const nightly = () => path.join(folder, 'nightly.tar.gz');

test('figures for a scraper; a back-up from the page and one by the command, while the service runs', async ({
  page,
}) => {
  id = await makeAccount();
  first = await obtainedAt(id);
  const metrics = await (await owner.call('GET', '/api/metrics')).text();
  expect(metrics).toContain('coupa_wizard_accounts{state="setting_up"} 1');
  expect(metrics).toContain('coupa_wizard_token_requests_total{grant="client_credentials",outcome="ok"} 1');
  expect(metrics).toContain('route="/api/accounts/[id]/authorize",method="POST",status="200"} 1');

  await enterAs(page.context(), owner, app.origin);
  await page.goto(`${app.origin}/settings/backup`);
  await expect(page.getByText('No back-up was made yet')).toBeVisible();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a back-up' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^coupa-account-wizard-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz$/);
  expect(readFileSync(await download.path()).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  await expect(page.getByText(/^Last made /)).toBeVisible();
  await expect(page.getByText('Downloaded by Ines Okafor.')).toBeVisible();

  expect((await run('backup', nightly())).stdout).toContain('keep a copy of those elsewhere');
  expect(readFileSync(nightly()).length).toBeGreaterThan(100_000);
  expect(readdirSync(path.join(folder, 'data'))).not.toContain('backup-request');
  const asked = await fetch(`${app.origin}/api/backup/local`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ proof: 'a'.repeat(64) }),
  });
  expect(asked.status).toBe(404);
});

test('[F19] SIGTERM in the middle of a slow renewal: it is finished and stored, and the process ends in time', async () => {
  const release = Promise.withResolvers<void>();
  held = release.promise;
  const arriving = once(instance, 'request');
  const renewing = owner.call('POST', `/api/accounts/${id}/renew`);
  await arriving;
  const askedAt = Date.now();
  const stopped = app.stop();
  await expect
    .poll(() =>
      fetch(`${app.origin}/api/health`).then(
        (answer) => answer.status,
        () => 'closed',
      ),
    )
    .toBe('closed');
  release.resolve();
  held = null;
  expect((await renewing).status).toBe(200);
  expect(await stopped).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(10_000);

  app = await start(portOf(app));
  const second = await obtainedAt(id);
  expect(Date.parse(second)).toBeGreaterThan(Date.parse(first));
});

test('the back-up is put back: everything is as it was then, everybody signs in again, and the log says so', async () => {
  await expect(run('restore-backup', nightly())).rejects.toThrow(/in use|runs/i);
  await app.stop();
  const said = (await run('restore-backup', nightly())).stdout;
  expect(said).toContain('Accounts in it: 1.');
  expect(said).toContain('Everybody has to sign in again.');

  app = await start(portOf(app));
  expect(app.output()).toContain('"event":"backup_restored"');
  expect((await owner.call('GET', `/api/accounts/${id}`)).status).toBe(401);
  owner = await signIn(app.origin, 'ines.okafor@acme.example', owner.password);
  expect(await obtainedAt(id)).toBe(first);
  expect((await owner.call('POST', `/api/accounts/${id}/renew`)).status).toBe(200);
});
