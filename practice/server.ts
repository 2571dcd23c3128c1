import { createServer, type RequestListener, type Server } from 'node:http';
import { createPractice } from './create-practice.ts';
import { handleRequest } from './handle-request.ts';
import type { Practice } from './practice.ts';
import type { Settings } from './settings.ts';

export interface RunningPractice {
  practice: Practice;
  close(): Promise<void>;
}

/** Loopback only: 127.0.0.1, and ::1 where the machine has it, because `localhost` means either. Port 0 takes a free one. */
export async function startServer(
  settings: Settings,
  now: () => number = Date.now,
): Promise<RunningPractice> {
  const ready = Promise.withResolvers<Practice>();
  const listener: RequestListener = async (req, res) => handleRequest(await ready.promise, req, res);
  const first = await bind(createServer(listener), settings.port, '127.0.0.1');
  const port = portOf(first);
  const second = await bind(createServer(listener), port, '::1').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') return null; // a machine without IPv6
    first.close();
    throw error;
  });
  const servers = second ? [first, second] : [first];
  const practice = await createPractice({ ...settings, port }, now);
  ready.resolve(practice);
  return { practice, close: async () => void (await Promise.all(servers.map(closeServer))) };
}

function bind(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** Requests that a fault keeps in silence would never end by themselves. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
