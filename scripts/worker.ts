import './alias.ts';
import { installLastResort } from './last-resort.ts';

/**
 * `npm run worker`: a process that only works. It renews, reads, tells and cleans up beside any number of others on the same
 * PostgreSQL, and serves nobody. It needs the environment of the web processes; those may then run with JOBS=off.
 */
const { contextFor } = await import('../lib/authorize/context-for.ts');
const { catchUp } = await import('../lib/backup/catch-up.ts');
const { getStore } = await import('../lib/db/store.ts');
const { consoleWords } = await import('../lib/door/console-words.ts');
const { noteStart } = await import('../lib/audit/note-start.ts');
const { env } = await import('../lib/env.ts');
const { startJobs, stopJobs } = await import('../lib/jobs/start-jobs.ts');
const { keepKeys } = await import('../lib/keys/keep-keys.ts');
const { setLogLevel } = await import('../lib/log.ts');

/** Work ends after eight seconds at most; after this the process does, whatever holds it. */
const LAST_MS = 9500;

const NEEDS_SERVER =
  'A worker needs DATABASE_URL. The embedded database belongs to one process: `npm start` does the work itself.';

installLastResort();
// Nothing else would, while the database is away.
const keepAlive = setInterval(() => undefined, 2 ** 30);

async function start() {
  if (!env().databaseUrl) return refuse(NEEDS_SERVER);
  setLogLevel(env().logLevel);
  const store = await getStore();
  let isEnding = false;
  const end = async () => {
    // Ctrl-C under npm comes twice.
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), LAST_MS).unref();
    await stopJobs();
    await store.close();
    clearInterval(keepAlive);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
  await noteStart(store);
  keepKeys(store);
  // Before anything is renewed: the database may be from a back-up.
  await catchUp(contextFor(store), env().dataDir, new Date());
  await startJobs(store, { isWorking: true, afterMs: 0 });
  process.stdout.write('Working.\n');
}

function refuse(words: string) {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

await start().catch((error: unknown) => refuse(consoleWords(error)));
