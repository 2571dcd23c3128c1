import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

export interface Hold {
  release(): Promise<void>;
}

export class InUse extends Error {}

/** Binds a local socket, whose name or file the system lets one process have. @throws InUse when somebody answers there */
export async function holdAddress(address: string): Promise<Hold> {
  const server = await listen(address).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (address.startsWith('\0') || (await isAnswered(address))) throw new InUse();
    rmSync(address, { force: true });
    return listen(address);
  });
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server.unref()));
  });
}

/** A file that nobody answers at was left by a process that was killed. Whatever else goes wrong is no proof of that. */
function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true));
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'),
    );
    socket.once('connect', () => socket.destroy());
  });
}
