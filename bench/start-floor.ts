import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const next = path.resolve('node_modules/next/dist/bin/next');
const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };

/**
 * Builds the floor application, a bare Next one of the same versions, in a folder of its own: inside ours the bundler
 * would take our instrumentation.ts and proxy.ts along. Returns the folder.
 */
export function buildFloor(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-floor-'));
  cpSync('bench/floor', folder, { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], { cwd: folder, env });
  if (status !== 0) throw new Error(`the floor did not build:\n${stdout}${stderr}`);
  return folder;
}

/** `next start` and nothing else. */
export const spawnFloor = (folder: string, port: number, more: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: folder,
    env: { ...env, ...more },
    stdio: 'ignore',
  });
