import '../test/alias.ts';
import path from 'node:path';
import type { Point } from './points.ts';
import { serve } from './remote.ts';
import type { Seed } from './worker/seed.ts';
import { Stops } from './worker/stops.ts';
import { FilesWatch } from './worker/watch-files.ts';

/**
 * A process that keeps accounts alive with the product's own engine, over a database and a journal that outlive it. Everything
 * that stops or refuses something stands between the engine and Node, or between drizzle and its driver; the engine knows of nothing.
 */
export interface WorkerOptions {
  /** Folder of the embedded database, the journal, the key file and the witness. */
  directory: string;
  /** PostgreSQL instead of the embedded database. */
  databaseUrl: string | null;
  /** Of its own where several processes share one database on different machines. */
  journal: string;
  origins: string[];
  offsetMs: number;
  /** By how much waits are shorter than asked for. */
  haste: number;
}

const options = JSON.parse(process.argv[2] ?? '') as WorkerOptions;
const journalDirectory = path.join(options.directory, options.journal);
const stops = new Stops();
const files = new FilesWatch(stops, journalDirectory, path.join(options.directory, 'witness'));
files.watch();

const { inArray, sql } = await import('drizzle-orm');
const { raiseDueAlerts } = await import('../lib/alerts/raise-due-alerts.ts');
const { deleteAccount } = await import('../lib/accounts/mutations.ts');
const { catchUp } = await import('../lib/backup/catch-up.ts');
const { openDatabase } = await import('../lib/db/database.ts');
const { accounts } = await import('../lib/db/schema.ts');
const { openKeyRing } = await import('../lib/db/store.ts');
const { AppError } = await import('../lib/errors.ts');
const { addKey } = await import('../lib/keys/add-key.ts');
const { dropKey } = await import('../lib/keys/drop-key.ts');
const { rewrapAll } = await import('../lib/keys/rewrap-all.ts');
const { createOutbound } = await import('../lib/oauth/outbound.ts');
const { fileProvider } = await import('../lib/seal/key-provider.ts');
const { HostLimits } = await import('../lib/upkeep/host-limits.ts');
const { hastenInstance, releaseAllLeases } = await import('../lib/upkeep/mutations.ts');
const { readToken } = await import('../lib/upkeep/read-token.ts');
const { renewDue } = await import('../lib/upkeep/renew-due.ts');
const { renewToken } = await import('../lib/upkeep/renew.ts');
const { settleAll } = await import('../lib/upkeep/settle-journal.ts');
const { makePerson } = await import('../test/person.ts');
const { lookAt } = await import('./worker/look.ts');
const { OffsetClock } = await import('./worker/offset-clock.ts');
const { seedAccounts } = await import('./worker/seed.ts');
const { DatabaseWatch } = await import('./worker/watch-database.ts');
const { watchOutbound } = await import('./worker/watch-outbound.ts');

const APP_URL = 'http://localhost:3000';
const clock = new OffsetClock(options.offsetMs, options.haste);
const opened = await openDatabase({
  dataDir: options.directory,
  ...(options.databaseUrl && { databaseUrl: options.databaseUrl }),
});
const source = { file: path.join(options.directory, 'keys'), provider: fileProvider };
const store = { ...opened, ring: await openKeyRing(opened.db, source) };
const databaseWatch = new DatabaseWatch(stops);
databaseWatch.watch(opened.db);
const outbound = createOutbound({
  isAllowed: (origin) => options.origins.includes(origin),
  loopbackHosts: options.origins.map((origin) => new URL(origin).host),
  clock,
});
const context = {
  store,
  outbound: watchOutbound(outbound, stops, files),
  clock,
  appUrl: APP_URL,
  journalDirectory,
};
const newLimits = () =>
  new HostLimits({ clock, onRecovered: (origin) => hastenInstance(store, origin, clock.now()) });
let limits = newLimits();
const signal = new AbortController().signal;
let stopsRounds = false;

/** As the product does at its start. */
if (opened.kind === 'embedded') await releaseAllLeases(store);
await catchUp(context, options.directory, clock.now());

/** What came of a piece of work, without what it threw being lost or ending the process. */
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    (value) => String(value),
    (error: unknown) => (error instanceof AppError ? error.code : `unforeseen: ${String(error)}`),
  );

export const handlers = {
  seed: (seeds: Seed[]) => seedAccounts(store, APP_URL, seeds, clock.now()),
  arm: ({ point, accountIds }: { point: Point; accountIds: string[] }) => stops.arm(point, accountIds),
  letGo: (accountIds: string[]) => stops.letGo(accountIds),
  /** One round over everything due. A failure of the round itself is an outcome. */
  round: () =>
    renewDue(context, limits, signal).catch((error: unknown) => ({
      renewed: 0,
      failed: -1,
      error: String(error),
    })),
  /** Rounds without a break until told to stop. */
  async rounds() {
    stopsRounds = false;
    while (!stopsRounds) {
      await renewDue(context, limits, signal).catch(() => undefined);
      await new Promise((next) => setTimeout(next, 20));
    }
  },
  stopRounds: () => {
    stopsRounds = true;
  },
  /** At once, as a person would by pressing Renew. */
  renew: (accountIds: string[]) =>
    Promise.all(accountIds.map((each) => outcomeOf(renewToken(context, null, each)))),
  /** So many tools that want a token, all at once. Versions or codes that they got. */
  readTokens: ({
    accountId,
    callers,
    minTtlSeconds,
  }: {
    accountId: string;
    callers: number;
    minTtlSeconds: number;
  }) =>
    Promise.all(
      Array.from({ length: callers }, () =>
        outcomeOf(readToken(context, accountId, { minTtlSeconds, by: null }).then(({ version }) => version)),
      ),
    ),
  settle: () => settleAll(context),
  /** As the clock does once a minute. */
  raiseAlerts: () => raiseDueAlerts({ store }, clock.now()),
  look: (accountIds: string[]) => lookAt(store, journalDirectory, accountIds, clock.now()),
  /** Stands for the time that leases take to end: the database's own clock cannot be moved. */
  endLeases: async () => {
    await store.db.execute(
      sql`update upkeep set lease_until = now() - interval '1 second' where lease_until is not null`,
    );
  },
  /** After an outage: the first statements may meet connections that have broken. */
  untilDatabase: async () => {
    for (let tries = 0; tries < 50; tries += 1) {
      const all = Array.from({ length: 10 }, () => store.db.execute(sql`select 1`));
      if ((await Promise.allSettled(all)).every(({ status }) => status === 'fulfilled')) return;
    }
  },
  moveClock: (ms: number) => {
    clock.offsetMs += ms;
  },
  setClock: (offsetMs: number) => {
    clock.offsetMs = offsetMs;
  },
  /** By how much waits are shorter than asked for: ten seconds of silence need not take ten. */
  setHaste: (haste: number) => {
    clock.haste = haste;
  },
  /** The machine slept: its wall clock has gone on, its processes have not. */
  sleep: (ms: number) => {
    const { now } = Date;
    Date.now = () => now() + ms;
  },
  /** Nobody uses them any more, so that they are in nobody's way. */
  retire: async (accountIds: string[]) => {
    await store.db.update(accounts).set({ appliedAt: null }).where(inArray(accounts.id, accountIds));
  },
  /** As after a start: nothing is known of how instances did. */
  forgetLimits: () => {
    limits = newLimits();
  },
  refuseWrites: (code: string | null) => {
    databaseWatch.refusesWrites = code;
  },
  refuseFiles: (refused: Partial<FilesWatch['refuses']>) => {
    files.refuses = { open: null, write: null, ...refused };
  },
  remove: async (accountId: string) => deleteAccount(store, await makePerson(store), accountId),
  purge: async (accountId: string) => {
    await store.db.execute(sql`delete from events where account_id = ${accountId}`);
    await store.db.execute(sql`delete from accounts where id = ${accountId}`);
  },
  /** Makes a value of this account one that does not open. */
  tamper: async (accountId: string) => {
    await store.db.execute(
      sql`update tokens set refresh_token_sealed = overlay(refresh_token_sealed placing 'AAAA' from length(refresh_token_sealed) - 9) where account_id = ${accountId}`,
    );
  },
  addKey: async () => addKey(store, await makePerson(store), clock.now()),
  rewrap: () => rewrapAll(store, { signal }),
  /** Days later, when every process has seen the new key. */
  dropKey: async (keyId: string) =>
    dropKey(store, keyId, await makePerson(store), new Date(Date.now() + 86_400_000)),
  memoryBytes: () => {
    globalThis.gc?.();
    return process.memoryUsage().rss;
  },
  close: async () => {
    await store.close();
    process.disconnect?.();
  },
};
export type WorkerHandlers = typeof handlers;

serve(handlers);
process.send?.({ event: 'ready' });
