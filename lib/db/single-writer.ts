import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeDataDirectory } from '@/lib/db/data-directory';
import { AppError } from '@/lib/errors';

/**
 * Holds the embedded data directory for one process.
 * Two openers of one PGlite directory both succeed and lose acknowledged rows (measured), and a lock file outlives a kill.
 * So a local socket named after the directory is bound: the kernel drops it with the process. The pid file is only for the message.
 * @throws AppError data_directory_in_use (facts.pid), data_directory_unwritable.
 */
export async function holdDataDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  makeDataDirectory(directory);
  const address = socketAddress(realpathSync(directory));
  const pidFile = path.join(directory, 'pid');
  const server = await bind(address, directory, pidFile);
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (cause) {
    server.close();
    throw new AppError('data_directory_unwritable', { cause, facts: { directory } });
  }
  return {
    release: () =>
      new Promise((resolve) => {
        rmSync(pidFile, { force: true });
        server.close(() => resolve());
      }),
  };
}

/** Linux has sockets without a file (leading NUL), which leave nothing behind; elsewhere a file in the temporary directory. */
function socketAddress(realDirectory: string): string {
  const name = `coupa-account-wizard-${createHash('sha256').update(realDirectory).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

async function bind(address: string, directory: string, pidFile: string): Promise<Server> {
  try {
    return await listen(address);
  } catch (cause) {
    const isStale = !address.startsWith('\0') && !(await isAnswered(address));
    if (isStale) {
      rmSync(address, { force: true });
      return listen(address);
    }
    throw new AppError('data_directory_in_use', { cause, facts: { directory, pid: readPid(pidFile) } });
  }
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server.unref()));
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
