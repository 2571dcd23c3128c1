import { createServer, type RequestListener, type Server } from 'node:http';
import type { Env } from '../../lib/env.ts';
import { refuseRaw } from './refuse-raw.ts';

const SECOND = 1000;

/**
 * Listens on HOST and PORT; for 127.0.0.1 also on ::1, because `localhost` means either, depending on the machine.
 * A request to upgrade is served as a plain one unless `canUpgrade`: only the development server needs WebSockets.
 */
export async function listen(env: Env, handle: RequestListener, canUpgrade: boolean): Promise<Server[]> {
  const create = () => {
    // A request without a Host is refused by refuse-request.ts: Node's own answer would have none of our headers.
    const options = { shouldUpgradeCallback: () => canUpgrade, requireHostHeader: false };
    const server = createServer(options, handle);
    refuseRaw(server, env.isHttps);
    server.headersTimeout = 10 * SECOND;
    // For receiving a request; answers may stream for as long as a validation takes.
    server.requestTimeout = 30 * SECOND;
    return server;
  };
  const servers = [await bind(create(), env.port, env.host)];
  if (env.host === '127.0.0.1') {
    const second = await bind(create(), env.port, '::1').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') throw error;
      return null; // a machine without IPv6
    });
    if (second) servers.push(second);
  }
  return servers;
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

/**
 * The server that Next is told of, which never listens: Next hangs its WebSockets on one server only, and we have two.
 * Outside development nothing reaches it.
 */
export function joinUpgrades(servers: Server[]): Server {
  const joined = createServer();
  for (const server of servers) {
    server.on('upgrade', (...upgrade) => joined.emit('upgrade', ...upgrade));
  }
  return joined;
}

/** Words for a port that cannot be had. */
export function listenWords(error: unknown, env: Env): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return `Port ${env.port} is in use by another program. Set PORT to a free one, for example PORT=${env.port + 10}.`;
  if (code === 'EACCES') return `Port ${env.port} may not be used by this user. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is ${env.host}, which is not an address of this machine.`;
  return null;
}
