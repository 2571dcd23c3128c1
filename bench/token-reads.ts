import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { startPostgres } from '../test/postgres.ts';
import { prepareAccount } from '../test/prepare-account.ts';
import { figuresOf, type Load, openPool, runLoad } from './load.ts';
import type { Row } from './measure.ts';
import { spawnFloor } from './start-floor.ts';
import { untilAnswering } from './until-answering.ts';

const RUNS = 7;
const WARM_UPS = 2;
const SECONDS = 2;
/** A key may ask twenty times a second; a thousand pipelines have more than one. */
const KEYS = 300;

/** B3: reading the token in use by key over HTTP, against a bare Next route whose answer is as long. */
export async function measureTokenReads(floorFolder: string): Promise<Row[]> {
  const postgres = await startPostgres();
  try {
    return [
      ...(await measureOn('PostgreSQL', { DATABASE_URL: postgres.url }, floorFolder)),
      ...(await measureOn('PGlite', {}, floorFolder)),
    ];
  } finally {
    await postgres.stop();
  }
}

async function measureOn(database: string, env: Record<string, string>, floorFolder: string): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-bench-'));
  const app = await startApp({ dataDir: path.join(folder, 'data'), env });
  const owner = await makeOwnerSession(app);
  const { id } = await prepareAccount(app, owner, { upTo: 'token' });
  const address = `/api/accounts/${id}/token`;
  const keys = await makeKeys(owner);
  const { bytes, etag } = await readOnce(app.origin + address, keys);

  const floorPort = await freePort();
  const floor = spawnFloor(floorFolder, floorPort, { ANSWER_BYTES: String(bytes) });
  const floorOrigin = `http://127.0.0.1:${floorPort}`;
  await untilAnswering(`${floorOrigin}/api/token`);
  const [pool, floorPool] = [openPool(app.origin), openPool(floorOrigin)];
  let asked = 0;
  const nextKey = () => bearer(keys[asked++ % keys.length] ?? '');
  const appPid = app.child.pid ?? 0;
  const floorPid = floor.pid ?? 0;
  const asIs = { status: 200, bytes };
  const unchanged = { status: 304, bytes: 0 };
  const loads = await inTurn({
    token: () => runLoad({ pool, pid: appPid, path: address, nextHeaders: nextKey, expected: asIs }, SECONDS),
    floorToken: () =>
      runLoad(
        { pool: floorPool, pid: floorPid, path: '/api/token', nextHeaders: nextKey, expected: asIs },
        SECONDS,
      ),
    unchanged: () => {
      const nextHeaders = () => ({ ...nextKey(), 'if-none-match': etag });
      return runLoad({ pool, pid: appPid, path: address, nextHeaders, expected: unchanged }, SECONDS);
    },
    floorUnchanged: () =>
      runLoad(
        { pool: floorPool, pid: floorPid, path: '/api/unchanged', nextHeaders: nextKey, expected: unchanged },
        SECONDS,
      ),
  });
  await Promise.all([pool.close(), floorPool.close()]);
  floor.kill('SIGTERM');
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
  return [
    ...toRows(`${database}: token reads`, loads.token, loads.floorToken, 0.8),
    ...toRows(`${database}: 304 by entity tag`, loads.unchanged, loads.floorUnchanged, 0.95),
  ];
}

/** Every key once: the first reading of a token by a key is written into the audit log. */
async function readOnce(url: string, keys: string[]) {
  let last = { bytes: 0, etag: '' };
  for (const key of keys) {
    const answer = await fetch(url, { headers: bearer(key) });
    last = { bytes: (await answer.text()).length, etag: answer.headers.get('etag') ?? '' };
  }
  return last;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function makeKeys({ call }: OwnerSession): Promise<string[]> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const keys: string[] = [];
  for (let number = 1; number <= KEYS; number += 1) {
    const asked = { name: `Pipeline ${number}`, scopes: ['token:read'], accountIds: null, expiresAt };
    const answer = await call('POST', '/api/api-keys', asked);
    keys.push(((await answer.json()) as { key: string }).key);
  }
  return keys;
}

/** One after the other, again and again, so that a drifting machine is fair to all. */
async function inTurn<Name extends string>(
  loads: Record<Name, () => Promise<Load>>,
): Promise<Record<Name, Load[]>> {
  const names = Object.keys(loads) as Name[];
  const counted = Object.fromEntries(names.map((name) => [name, [] as Load[]])) as Record<Name, Load[]>;
  for (let run = -WARM_UPS; run < RUNS; run += 1)
    for (const name of names) {
      const load = await loads[name]();
      if (run >= 0) counted[name].push(load);
    }
  return counted;
}

function toRows(what: string, here: Load[], floor: Load[], least: number): Row[] {
  const [own, bare] = [figuresOf(here), figuresOf(floor)];
  return [
    {
      id: 'B3',
      what: `${what} a second`,
      unit: '/s',
      here: own.perSecond,
      floor: bare.perSecond,
      goal: {
        words: `≥ ${least.toFixed(2)} ×`,
        isMet: own.perSecond.median >= bare.perSecond.median * least,
      },
    },
    {
      id: 'B3',
      what: `${what}, slowest hundredth`,
      unit: 'ms',
      here: own.p99Ms,
      floor: bare.p99Ms,
      goal: { words: 'no goal set', isMet: true },
    },
    {
      id: 'B3',
      what: `${what}, processor time of the server for each`,
      unit: 'µs',
      here: own.cpuMicroseconds,
      floor: bare.cpuMicroseconds,
      goal: { words: 'no goal set', isMet: true },
    },
  ];
}
