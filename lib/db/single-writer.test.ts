import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { holdDataDirectory } from '@/lib/db/single-writer';
import type { AppError } from '@/lib/errors';

const folder = () => mkdtempSync(path.join(tmpdir(), 'caw-data-'));
const refusal = (directory: string) =>
  holdDataDirectory(directory).then(
    () => null,
    (error: AppError) => error,
  );

test('the second opener is refused and told who holds it; after release the next one may', async () => {
  const directory = folder();
  const first = await holdDataDirectory(directory);
  const refused = await refusal(directory);
  expect(refused?.code).toBe('data_directory_in_use');
  expect(refused?.facts.pid).toBe(String(process.pid));
  await first.release();
  const second = await holdDataDirectory(directory);
  await second.release();
});

test('another way of writing the path is the same directory', async () => {
  const directory = folder();
  const first = await holdDataDirectory(directory);
  expect((await refusal(path.join(directory, '..', path.basename(directory))))?.code).toBe(
    'data_directory_in_use',
  );
  await first.release();
});

test('a killed process holds nothing', async () => {
  const directory = folder();
  const hold = `const { holdDataDirectory } = await import('@/lib/db/single-writer');
    await holdDataDirectory(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000);`;
  const args = ['--import', path.resolve('test/alias.ts'), '--input-type=module', '--eval', hold];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect((await refusal(directory))?.facts.pid).toBe(String(child.pid));
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readdirSync(directory), 'what it leaves').toEqual(
    process.platform === 'linux' ? ['in-use.sock', 'pid'] : ['pid'],
  );
  await (await holdDataDirectory(directory)).release();
});

test.runIf(process.platform === 'linux')(
  'a process in another container, where names without a file are others, is seen by its socket in the directory',
  async () => {
    const directory = path.join(folder(), 'long'.repeat(30));
    mkdirSync(directory);
    const handle = openSync(directory, 'r');
    const other = createServer().listen(`/proc/self/fd/${handle}/in-use.sock`);
    await once(other, 'listening');
    expect((await refusal(directory))?.code).toBe('data_directory_in_use');
    expect(readdirSync(directory), 'the other keeps its place').toEqual(['in-use.sock']);
    await new Promise((resolve) => other.close(resolve));
    closeSync(handle);
    const hold = await holdDataDirectory(directory);
    expect(readdirSync(directory)).toEqual(['in-use.sock', 'pid']);
    await hold.release();
    expect(readdirSync(directory)).toEqual([]);
  },
);
