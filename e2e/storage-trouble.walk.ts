import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { freePort, START, startApp } from '../test/app-process.ts';
import { makeOwnerSession } from '../test/owner-session.ts';

/** Starts that must not succeed: each ends by itself with words for whoever runs the service, and spoils nothing. */

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-storage-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dataDir = () => path.join(folder, 'data');

async function startRefused(command: string[], env: Record<string, string>) {
  const [file = '', ...args] = command;
  const child: ChildProcess = spawn(file, args, {
    env: { ...process.env, NODE_ENV: 'production', PRACTICE: 'off', PORT: String(await freePort()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (printed += bytes));
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const [code] = await once(child, 'exit');
  clearTimeout(late);
  expect(printed).toContain('Who fixes it: ');
  return { code, printed };
}

test('a second process on the data directory is refused, is told which one has it, and the first goes on', async () => {
  const first = await startApp({ dataDir: dataDir() });
  const { code, printed } = await startRefused(START, { DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(printed).toContain(String(first.child.pid));
  expect(printed).toContain(dataDir());
  expect((await fetch(`${first.origin}/api/health`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
});

test('SIGTERM ends it within 10 seconds, and what was stored is there after the next start', async () => {
  const first = await startApp({ dataDir: dataDir() });
  const owner = await makeOwnerSession(first);
  const account = {
    accountType: 'other',
    label: 'Kept over a restart',
    instanceUrl: first.practiceOrigin,
    clientSource: 'new',
  };
  const { id } = await (await owner.call('POST', '/api/accounts', account)).json();
  const asked = Date.now();
  expect(await first.stop()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);

  const port = Number(new URL(first.origin).port);
  const second = await startApp({ dataDir: dataDir(), port });
  expect(second.output()).toContain(`Open ${second.origin}\n`);
  const kept = await owner.call('GET', `/api/accounts/${id}`);
  expect(await kept.json()).toMatchObject({ label: 'Kept over a restart' });
  await second.stop();
});

test('asked to end once more, a while later, it ends at once, whatever is under way', async () => {
  const { child, origin } = await startApp({ dataDir: dataDir(), env: { PRACTICE: 'off' } });
  const { host, port } = new URL(origin);
  // A request whose body never comes is waited for.
  const waiting = connect(Number(port), '127.0.0.1').on('error', () => undefined);
  const head = { Host: host, Origin: origin, 'Content-Type': 'application/json', 'Content-Length': '100' };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  waiting.write(['POST /api/welcome HTTP/1.1', ...lines, '', ''].join('\r\n'));
  await once(waiting, 'connect');
  expect((await fetch(`${origin}/api/health`)).status).toBe(200);
  child.kill('SIGTERM');
  // Within a second a signal may be the same one, passed on by npm.
  await wait(1200);
  expect(child.exitCode).toBeNull();
  const ended = once(child, 'exit');
  const askedAt = Date.now();
  child.kill('SIGTERM');
  expect(await ended).toEqual([1, null]);
  expect(Date.now() - askedAt).toBeLessThan(2000);
  waiting.destroy();
});

test('another key ring, or none, is refused before anything is written; the right one opens it again', async () => {
  const keys = path.join(dataDir(), 'keys');
  await (await startApp({ dataDir: dataDir() })).stop();
  expect(statSync(keys).mode & 0o777).toBe(0o600);
  const right = readFileSync(keys, 'utf8');

  writeFileSync(keys, `k1:${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  const wrong = await startRefused(START, { DATA_DIR: dataDir() });
  expect(wrong.code).toBe(1);
  expect(wrong.printed).toMatch(/key/i);
  expect(wrong.printed).not.toContain(right.trim().slice(3));

  rmSync(keys);
  const missing = await startRefused(START, { DATA_DIR: dataDir() });
  expect(missing.code).toBe(1);
  expect(missing.printed).toContain(keys);

  writeFileSync(keys, right, { mode: 0o600 });
  expect(await (await startApp({ dataDir: dataDir() })).stop()).toBe(0);
});

test('a data directory that cannot be written to is named', async () => {
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  const { code, printed } = await startRefused(START, { DATA_DIR: path.join(file, 'data') });
  expect(code).toBe(1);
  expect(printed).toContain(path.join(file, 'data'));
});

test('a database that cannot be reached is named without its password', async () => {
  const port = await freePort();
  const databaseUrl = `postgres://wizard:made-up-password@127.0.0.1:${port}/wizard`;
  const { code, printed } = await startRefused(START, { DATABASE_URL: databaseUrl, DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(printed).toMatch(/database/i);
  expect(printed).not.toContain('made-up-password');
});

/**
 * A disk of its own, small or read-only: a tmpfs in a mount namespace, which Linux gives to any user.
 * The command runs inside, with the disk at the place given.
 */
function onDisk(place: string, options: string): string[] {
  mkdirSync(place, { recursive: true });
  const script = `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', script, place, ...START];
}

test('a data directory on a read-only disk is named', async () => {
  const { code, printed } = await startRefused(onDisk(dataDir(), 'ro'), { DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(printed).toContain(dataDir());
  expect(printed).toMatch(/cannot be written|read-only|written to/i);
});

test('a disk that is too full to start on is said', async () => {
  const { code, printed } = await startRefused(onDisk(dataDir(), 'size=40m'), { DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(printed).toContain(dataDir());
  expect(printed).toMatch(/full|room|space/i);
});

test('a disk that fills up stops changes with words, loses nothing, and goes on once there is room', async () => {
  const command = onDisk(dataDir(), 'size=220m');
  const app = await startApp({ dataDir: dataDir(), command, env: { PRACTICE: 'off' } });
  const owner = await makeOwnerSession(app);
  const account = {
    accountType: 'other',
    label: 'Before the disk was full',
    instanceUrl: 'https://acme.coupahost.com',
    clientSource: 'new',
  };
  const { id } = await (await owner.call('POST', '/api/accounts', account)).json();

  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200);
  // The disk is visible only inside the app's own namespace.
  const inside = `/proc/${app.child.pid}/root${dataDir()}`;
  const { bavail, bsize } = statfsSync(inside);
  writeFileSync(`${inside}/filler`, Buffer.alloc(bavail * bsize - 20 * 1024 * 1024));
  const refused = await owner.call('POST', '/api/accounts', { ...account, label: 'Too late' });
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({ code: 'storage_full', retryable: true });
  const health = await fetch(`${app.origin}/api/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ reasons: ['storage_full'] });
  expect((await owner.call('GET', `/api/accounts/${id}`)).status).toBe(200);

  rmSync(`${inside}/filler`);
  expect((await owner.call('POST', '/api/accounts', { ...account, label: 'After' })).status).toBe(201);
  expect(await app.stop()).toBe(0);
});
