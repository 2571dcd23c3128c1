import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { copyEmptyCluster } from './empty-cluster.ts';

export interface AppProcess {
  origin: string;
  practiceOrigin: string;
  child: ChildProcess;
  /** Everything it printed, for leak hunts and messages. */
  output(): string;
  /** The one-time link of the console. */
  welcomeUrl(): string;
  stop(): Promise<number | null>;
}

interface StartOptions {
  dataDir: string;
  port?: number;
  practicePort?: number;
  env?: Record<string, string>;
  /** Another way to run the start script, for example inside a small disk. */
  command?: string[];
}

export const START = [process.execPath, 'scripts/start.mjs'];

/** `npm start` without npm: the same script, on free ports. Resolves when the health route answers. */
export async function startApp({
  dataDir,
  env,
  command = START,
  ...ports
}: StartOptions): Promise<AppProcess> {
  const port = ports.port ?? (await freePort());
  const practicePort = ports.practicePort ?? (await freePort());
  const origin = `http://localhost:${port}`;
  // A disk that comes with the command is not there yet.
  if (command === START && !env?.DATABASE_URL) copyEmptyCluster(dataDir);
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      PRACTICE_PORT: String(practicePort),
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += bytes));
  await untilHealthy(`${origin}/api/health`, child, () => printed);
  return {
    origin,
    practiceOrigin: `http://localhost:${practicePort}`,
    child,
    output: () => printed,
    welcomeUrl: () => {
      const [, url] = /Open (http\S+\/welcome\?token=\S+)/.exec(printed) ?? [];
      if (!url) throw new Error('no welcome link was printed');
      return url;
    },
    stop: () => stop(child),
  };
}

async function untilHealthy(url: string, child: ChildProcess, printed: () => string) {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the app ended before it was ready:\n${printed()}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`the app was not ready in 90 seconds:\n${printed()}`);
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const last = setTimeout(() => child.kill('SIGKILL'), 15_000);
  const [code] = await ended;
  clearTimeout(last);
  return code;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
