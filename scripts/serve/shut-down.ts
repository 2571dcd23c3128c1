import type { ChildProcess } from 'node:child_process';
import type { Server } from 'node:http';
import { forgetProcessWide, processWide } from '../../lib/process-wide.ts';

/** Requests to Coupa end at their deadline of ten seconds; an answer that comes later than this is in the journal or was never sent. */
const FINISH_MS = 8000;
const LAST_MS = 9500;

interface Running {
  servers: Server[];
  practice: ChildProcess | null;
  closeNext(): Promise<void>;
}

/**
 * Ends in order within 10 seconds: no new requests and no new renewals; those under way are finished, their answers stored; then
 * the store is closed and the practice Coupa gone.
 */
export async function shutDown({ servers, practice, closeNext }: Running): Promise<void> {
  setTimeout(() => process.exit(1), LAST_MS).unref();
  await Promise.all([...servers.map(closeServer), stopJobs(), finishRenewals()]);
  await closeNext();
  await closeStore();
  practice?.kill();
  process.exit(0);
}

function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Renewals of this process by anybody: a page, a tool, the clock. lib/upkeep/in-flight.ts keeps them under this name. */
async function finishRenewals(): Promise<void> {
  const renewals = processWide('in-flight.renewal', () => new Map<string, Promise<unknown>>());
  const late = timeout(FINISH_MS);
  while (renewals.size > 0 && !late.signal.aborted)
    await Promise.race([Promise.allSettled(renewals.values()), late.over]);
  late.clear();
}

/** Takes no new work up, and waits for what is under way; null while this process works on none. */
async function stopJobs(): Promise<void> {
  const jobs = processWide<{ stop(): Promise<void> } | null>('jobs', () => null);
  const late = timeout(FINISH_MS);
  await Promise.race([jobs?.stop(), late.over]);
  late.clear();
}

function timeout(ms: number) {
  const stop = new AbortController();
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    stop.abort();
    resolve();
  }, ms);
  return { over, signal: stop.signal, clear: () => clearTimeout(timer) };
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
