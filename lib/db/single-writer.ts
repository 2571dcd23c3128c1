import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeDataDirectory } from '@/lib/db/data-directory';
import { type Hold, holdAddress, InUse } from '@/lib/db/socket-hold';
import { AppError } from '@/lib/errors';

const SOCKET_FILE = 'in-use.sock';

/**
 * Holds the embedded data directory for one process.
 * Two openers of one PGlite directory both succeed and lose acknowledged rows (measured), and a lock file outlives a kill.
 * So a local socket named after the directory is bound: the kernel drops it with the process. The pid file is only for the message.
 * @throws AppError data_directory_in_use (facts.pid), data_directory_unwritable.
 */
export async function holdDataDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  makeDataDirectory(directory);
  const pidFile = path.join(directory, 'pid');
  const holds: Hold[] = [];
  const releaseAll = async () => {
    for (const hold of holds.reverse()) await hold.release();
  };
  try {
    holds.push(await holdAddress(addressOf(realpathSync(directory))));
    if (process.platform === 'linux') holds.push(await holdForContainers(directory));
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (cause) {
    await releaseAll();
    if (cause instanceof InUse)
      throw new AppError('data_directory_in_use', { cause, facts: { directory, pid: readPid(pidFile) } });
    throw new AppError('data_directory_unwritable', { cause, facts: { directory } });
  }
  return {
    async release() {
      rmSync(pidFile, { force: true });
      await releaseAll();
    },
  };
}

/** Linux has sockets without a file (leading NUL), which leave nothing behind; elsewhere a file in the temporary directory. */
function addressOf(realDirectory: string): string {
  const name = `coupa-account-wizard-${createHash('sha256').update(realDirectory).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

/**
 * A name without a file is known to one container only, and two may share a volume, as while one takes the other's place. Both see
 * a socket in the directory. Reached by a handle, because the address of a socket has room for 107 characters.
 */
async function holdForContainers(directory: string): Promise<Hold> {
  const handle = openSync(directory, 'r');
  try {
    const hold = await holdAddress(`/proc/self/fd/${handle}/${SOCKET_FILE}`);
    return { release: () => hold.release().finally(() => closeSync(handle)) };
  } catch (error) {
    closeSync(handle);
    if (error instanceof InUse) throw error;
    // Some file systems, of Windows shares for one, keep no sockets; whether the directory can be written, the pid file shows.
    return { release: async () => undefined };
  }
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
