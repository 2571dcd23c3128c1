import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ne, sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, afterEach, expect, inject, test, vi } from 'vitest';
import { makeLimitedRole } from '@/e2e/closed-door/limited-role';
import { openDatabase } from '@/lib/db/database';
import { events, tokens } from '@/lib/db/schema';
import { openKeyRing } from '@/lib/db/store';
import { fileProvider } from '@/lib/seal/key-provider';
import { grant } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { type ScriptedServer, scriptedServer } from '@/test/authorization-server/scripted-server';
import { APP_URL, seedDueAccounts } from '@/test/seed-accounts';

const folder = mkdtempSync(path.join(tmpdir(), 'caw-worker-'));
const KEYS_FILE = path.join(folder, 'keys');
const workers: ChildProcess[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startWorker(env: Record<string, string>) {
  const worker = spawn(process.execPath, ['scripts/worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: path.join(folder, 'data'),
      KEYS_FILE,
      APP_URL,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  workers.push(worker);
  let said = '';
  worker.stderr.on('data', (bytes) => (said += bytes));
  return { worker, ended: once(worker, 'exit').then(([code]) => code as number | null), said: () => said };
}

async function makeDatabase(of: string): Promise<string> {
  const admin = new Client({ connectionString: of });
  await admin.connect();
  await admin.query('create database workers');
  await admin.end();
  const url = new URL(of);
  url.pathname = '/workers';
  return url.href;
}

const server = inject('postgresUrl');
if (server) shareTheWork();
else
  test('a worker refuses the embedded database, which belongs to one process', async () => {
    const { ended, said } = startWorker({});
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^A worker needs DATABASE_URL\. /);
  });

function shareTheWork() {
  const instances: ScriptedServer[] = Array.from({ length: 6 }, () => scriptedServer());

  test('two workers on one PostgreSQL share 300 due accounts: one token request each; they end at SIGTERM', {
    timeout: 70_000,
  }, async () => {
    const databaseUrl = await makeDatabase(server);
    const opened = await openDatabase({ databaseUrl, dataDir: '' });
    const ring = await openKeyRing(opened.db, { file: KEYS_FILE, provider: fileProvider });
    const store = { ...opened, ring };
    const origins = instances.map(({ origin }) => origin);
    await seedDueAccounts(store, { count: 300, origins, grantType: 'client_credentials' });
    for (const instance of instances) instance.answerAlways(TOKEN, grant());

    const env = {
      DATABASE_URL: databaseUrl,
      INSTANCE_HOSTS: instances.map(({ host }) => host).join(),
      PRACTICE: 'off',
    };
    const owner = startWorker(env);
    // By then the schema is there, of the jobs too, and a role without rights to make one does.
    await once(owner.worker.stdout ?? owner.worker, 'data');
    const both = [owner, startWorker({ ...env, DATABASE_URL: await makeLimitedRole(databaseUrl) })];
    const left = () => store.db.$count(tokens, ne(tokens.version, 2));
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 60_000, interval: 100 });
    expect(existsSync(path.join(folder, 'data')), 'where the journal lies').toBe(true);
    for (const { worker } of both) worker.kill('SIGTERM');
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);

    expect(instances.map(({ seen }) => seen.length)).toEqual([50, 50, 50, 50, 50, 50]);
    expect(await store.db.$count(events, sql`${events.kind} = 'renewed'`)).toBe(300);
    const lines = both.map(({ said }) => said());
    expect(lines.join('')).not.toMatch(/"level":"(error|warn)"/);
    await store.close();
  });
}
