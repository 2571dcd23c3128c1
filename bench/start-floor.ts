import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const folder = path.resolve('bench/floor');
const next = path.resolve('node_modules/next/dist/bin/next');
const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };

/** Builds the floor application, a bare Next one of the same versions. */
export function buildFloor(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], { cwd: folder, env });
  if (status !== 0) throw new Error(`the floor did not build:\n${stdout}${stderr}`);
}

/** `next start` and nothing else. */
export const spawnFloor = (port: number): ChildProcess =>
  spawn(process.execPath, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
