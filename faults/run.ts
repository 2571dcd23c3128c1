import '../test/alias.ts';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres } from '../test/postgres.ts';
import { Lane } from './lane.ts';
import { randomFrom } from './random.ts';
import { type Options, readOptions } from './read-options.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { Tally } from './tally.ts';

/**
 * `npm run faults -- --minutes 10 [--seed n] [--only F1,F8]`, or `--short` as the tests run it. Takes up nothing more once the time
 * is over, and says at the end how many faults were injected, how many tokens were lost (none), and how many as they had to be.
 */
const { minutes, seed, only, isShort } = readOptionsOrExit();
/** At a time; one more than the machine has to have cores, because some of them mostly wait. */
const LANES = 3;
/** A scenario that takes longer hangs: on a quiet machine the longest one takes a minute. */
const LONGEST_MS = 10 * 60_000;
const untilMs = isShort ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000;

const tally = new Tally();
const random = randomFrom(seed);
let server: Promise<Awaited<ReturnType<typeof startPostgres>>> | null = null;

function readOptionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    return process.exit(2);
  }
}

async function newDatabase(): Promise<string> {
  server ??= startPostgres();
  const { url: serverUrl } = await server;
  const name = `faults_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

const done = new Set<Scenario>();
const isWanted = ({ id, isLong }: Scenario) => (only === null || only.includes(id)) && !(isShort && isLong);

/** Takes scenarios while there is time; in the long form each comes again when all have had their turn. */
async function runLane(queue: Scenario[]): Promise<void> {
  const lane = new Lane({ tally, random, isShort, postgres: newDatabase });
  for (;;) {
    const scenario = queue.shift();
    if (!scenario) break;
    if (Date.now() > untilMs) {
      if (!done.has(scenario)) console.log(`${scenario.id.padEnd(4)} ${scenario.what}: no time left`);
      continue;
    }
    await runOne(lane, scenario);
    done.add(scenario);
    if (!isShort) queue.push(scenario);
  }
  await lane.end();
}

async function runOne(lane: Lane, { id, what, run }: Scenario): Promise<void> {
  const { ground } = lane;
  const from = Date.now();
  const over = new AbortController();
  const late = setTimeout(LONGEST_MS, undefined, { signal: over.signal }).then(
    () => Promise.reject(new Error('It did not end')),
    () => undefined,
  );
  await Promise.race([run(ground), late])
    .catch(async (error: Error) => {
      tally.note(`${id} ${what}: ${error.stack}`);
      await lane.endShared();
    })
    .finally(() => over.abort());
  await lane.cleanUp();
  console.log(`${id.padEnd(4)} ${what}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
}

console.log(`Seed ${seed}`);
const queue = SCENARIOS.filter(isWanted);
await Promise.all(Array.from({ length: LANES }, () => runLane(queue)));
await (await (server as ReturnType<typeof startPostgres> | null))?.stop();
console.log(tally.lastLine);
process.exit(tally.isGood ? 0 : 1);
