import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { Env } from '../../lib/env.ts';

const MAX_WAIT_MS = 10_000;
/** Runs in the child before its own code: when this process is killed outright, the channel between the two breaks. */
const END_WITH_PARENT = 'data:text/javascript,process.on("disconnect", () => process.exit(0))';

/** Starts the practice Coupa as a process of its own and waits until it answers. It is never restarted in silence: when it ends, that is said. */
export async function startPractice(root: string, env: Env): Promise<ChildProcess | null> {
  const main = path.join(root, 'practice', 'main.ts');
  if (env.practiceOrigin === null) return null;
  if (!existsSync(main)) {
    console.error('The practice Coupa is not part of this copy. Start with PRACTICE=off to leave it out.');
    return null;
  }
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, main], {
    cwd: root,
    env: {
      ...process.env,
      PRACTICE_PORT: String(env.practicePort),
      PRACTICE_DIR: path.join(env.dataDir, 'practice'),
      APP_URL: env.appUrl,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('error', (error) => console.error(`The practice Coupa could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    // Ended by us, or by Ctrl-C, which a terminal sends to both.
    if (signal === 'SIGTERM' || signal === 'SIGINT' || code === 0) return;
    console.error(
      `The practice Coupa ended (${signal ?? `exit code ${code}`}). The wizard goes on without it; start again to have it back.`,
    );
  });
  process.once('exit', () => child.kill());
  await untilAnswering(env.practicePort, child);
  return child;
}

async function untilAnswering(port: number, child: ChildProcess) {
  const until = Date.now() + MAX_WAIT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (await isAnswering(port)) return;
    await new Promise((next) => setTimeout(next, 50));
  }
}

function isAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
