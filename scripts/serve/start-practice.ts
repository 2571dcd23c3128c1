import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Env } from '../../lib/env.ts';

/** Starts the practice Coupa as a process of its own. It is never restarted in silence: when it ends, that is said. */
export function startPractice(root: string, env: Env): ChildProcess | null {
  const main = path.join(root, 'practice', 'main.ts');
  if (env.practiceOrigin === null) return null;
  if (!existsSync(main)) {
    console.error('The practice Coupa is not part of this copy. Start with PRACTICE=off to leave it out.');
    return null;
  }
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: {
      ...process.env,
      PRACTICE_PORT: String(env.practicePort),
      PRACTICE_DIR: path.join(env.dataDir, 'practice'),
      APP_URL: env.appUrl,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('error', (error) => console.error(`The practice Coupa could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === 'SIGTERM' || code === 0) return;
    console.error(
      `The practice Coupa ended (${signal ?? `exit code ${code}`}). The wizard goes on without it; start again to have it back.`,
    );
  });
  // Whatever ends this process, the child must not outlive it.
  process.once('exit', () => child.kill());
  return child;
}
