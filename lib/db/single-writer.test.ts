import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
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
  await (await holdDataDirectory(directory)).release();
});
