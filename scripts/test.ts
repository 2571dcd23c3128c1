import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.ts';

/** Everything that CI runs, cheapest first; stops at the first step that fails and says how long each took. */
const steps: [name: string, command: string, ...args: string[]][] = [
  ['format and lint', 'biome', 'ci', '--error-on-warnings', '.'],
  ['types', 'tsc', '--noEmit'],
  ['layers', 'node', 'scripts/layers.ts'],
  ['unused', 'knip'],
  ['requirements named', 'node', 'scripts/requirements.ts', '--names'],
  ['unit and integration', 'vitest', 'run'],
  ['faults, short form', 'node', 'faults/run.ts', '--short'],
  ['build', 'node', 'scripts/build.ts'],
  ['browser walks', 'playwright', 'test'],
  ['requirements', 'node', 'scripts/requirements.ts', '--reports'],
];

const env = {
  ...process.env,
  TZ: 'Asia/Kathmandu',
  NEXT_TELEMETRY_DISABLED: '1',
  CHROMIUM_PATH: ensureBrowser(),
};
const started = Date.now();
const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

for (const [name, command, ...args] of steps) {
  const from = Date.now();
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`\n${name} failed after ${seconds(from)} s`);
    process.exit(1);
  }
  console.log(`${name}: ${seconds(from)} s`);
}
console.log(`\nAll of it: ${seconds(started)} s`);
