import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sealExport } from '@/lib/exports/sealed-export';

const CONTENT = { clientId: 'made-up-client', clientSecret: 'made-up-secret' };
const PASSPHRASE = 'a made-up passphrase';

async function run(file: string | null, typed: string) {
  const args = ['scripts/open-sealed-export.ts', ...(file ? [file] : [])];
  const child = spawn(process.execPath, args, { stdio: 'pipe' });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  child.stdin.end(typed);
  const [code] = await once(child, 'close');
  return { code, out, err };
}

test('a sealed export is opened on the terminal with its passphrase, and with no other', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'caw-export-')), 'account.sealed.json');
  writeFileSync(file, await sealExport(CONTENT, PASSPHRASE));
  const opened = await run(file, `${PASSPHRASE}\n`);
  expect(JSON.parse(opened.out)).toEqual(CONTENT);
  expect(opened).toMatchObject({ code: 0, err: 'Passphrase: \n' });
  const refused = await run(file, 'another passphrase\n');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('Not opened');
  expect(await run(null, '')).toMatchObject({ code: 2 });
  const missing = await run(`${file}.other`, '');
  expect([missing.code, missing.err]).toEqual([
    2,
    expect.stringMatching(/^\S+\.other cannot be read: ENOENT/),
  ]);
}, 60_000);
