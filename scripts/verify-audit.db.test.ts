import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { recordEventAlone } from '@/lib/audit/record';
import { openDatabase } from '@/lib/db/database';
import { openKeyRing, type Store } from '@/lib/db/store';
import { fileProvider } from '@/lib/seal/key-provider';

/** The command as an operator runs it, on a database of its own: embedded, or on the real PostgreSQL. */

const folder = mkdtempSync(path.join(tmpdir(), 'caw-verify-'));
const keysFile = path.join(folder, 'keys');
let databaseUrl: string | undefined;
beforeAll(async () => {
  if (inject('postgresUrl')) databaseUrl = await createDatabase(inject('postgresUrl'));
  await withStore(async (store) => {
    for (let each = 0; each < 3; each += 1) await recordEventAlone(store, { kind: 'started', by: null });
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function createDatabase(server: string) {
  const name = `verify_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

async function withStore(work: (store: Store) => Promise<void>) {
  const opened = await openDatabase({ databaseUrl, dataDir: folder });
  try {
    const ring = await openKeyRing(opened.db, { file: keysFile, provider: fileProvider });
    await work({ ...opened, ring });
  } finally {
    await opened.close();
  }
}

async function verify(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/verify-audit.ts', ...args], {
    env: { ...process.env, DATA_DIR: folder, KEYS_FILE: keysFile, DATABASE_URL: databaseUrl ?? '' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += bytes));
  const [code] = await once(child, 'close');
  return { code, printed };
}

it('says that the log is unbroken, finds a noted line again, and finds a change', {
  timeout: 60_000,
}, async () => {
  const first = await verify();
  expect(first.printed).toMatch(/^3 lines, unbroken\.\nFrom \S+Z to \S+Z, head 3:[\w-]{43}\n$/);
  expect(first.code).toBe(0);
  const head = first.printed.split('head ')[1]?.trim() ?? '';

  await withStore(async (store) => {
    await recordEventAlone(store, { kind: 'started', by: null });
    if (store.kind === 'server') return;
    // The embedded database is open in this process: the command keeps away.
    const { code, printed } = await verify();
    expect(printed).toContain('Stop the service first, or press Verify');
    expect(code).toBe(2);
  });
  expect(await verify('--anchor', head)).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/^4 lines/),
  });
  expect(await verify('--anchor', '2:made-up')).toMatchObject({ code: 1 });

  await withStore(async ({ db }) => {
    await db.execute('alter table events disable trigger all');
    await db.execute(sql`update events set address = '10.0.0.1' where id = 2`);
  });
  const { code, printed } = await verify();
  expect(printed).toContain('The log does not fit at line 2. It is not as it was written');
  expect(code).toBe(1);
});
