import type { ChildProcess } from 'node:child_process';
import type { Server } from 'node:http';
import { forgetProcessWide, processWide } from '../../lib/process-wide.ts';

const FINISH_REQUESTS_MS = 8000;
const LAST_MS = 9500;

interface Running {
  servers: Server[];
  practice: ChildProcess | null;
  closeNext(): Promise<void>;
}

/** Ends in order within 10 seconds: no new requests, the running ones finished, the store closed, the practice Coupa gone. */
export async function shutDown({ servers, practice, closeNext }: Running): Promise<void> {
  setTimeout(() => process.exit(1), LAST_MS).unref();
  await Promise.all(servers.map(closeServer));
  await closeNext();
  await closeStore();
  practice?.kill();
  process.exit(0);
}

function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), FINISH_REQUESTS_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** The store that Next's copy of lib/db/store.ts opened; reached through the global symbol because this file must not load it. */
async function closeStore() {
  const store = processWide<Promise<{ close(): Promise<void> }> | null>('store', () => null);
  forgetProcessWide('store');
  await store?.then(
    (opened) => opened.close(),
    () => undefined,
  );
}
