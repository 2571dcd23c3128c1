import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, START, startApp } from '../test/app-process.ts';
import { alternate, type Row, summarise } from './measure.ts';
import { spawnFloor } from './start-floor.ts';
import { untilAnswering } from './until-answering.ts';

const RUNS = 7;
const IDLE_MS = 5000;

/** B6: from `node` to the first 200 on a built tree, and memory when idle, against a bare `next start`. */
export async function measureStart(floorFolder: string): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-bench-'));
  const dataDir = path.join(folder, 'data');
  // The first start of all makes the database; it is told apart, because it happens once in a life.
  const first = await timeFirstStart(dataDir);
  const idleMegabytes = { here: [] as number[], floor: [] as number[] };
  const startMs = await alternate(
    RUNS,
    1,
    (run) =>
      timeStart((port) => spawnWizard(port, dataDir), '/api/health', run < 3 ? idleMegabytes.here : null),
    (run) => timeStart((port) => spawnFloor(floorFolder, port), '/', run < 3 ? idleMegabytes.floor : null),
  );
  const embeddedMs = Array.from({ length: 5 }, () => timeEmbedded(path.join(dataDir, 'db')));
  rmSync(folder, { recursive: true, force: true });

  const here = summarise(startMs.here);
  const floor = summarise(startMs.floor);
  const embedded = summarise(embeddedMs);
  const allowedMs = floor.median * 1.5 + embedded.median;
  const memory = summarise(idleMegabytes.here);
  return [
    {
      id: 'B6',
      what: 'start to the first 200, database there',
      unit: 'ms',
      here,
      floor,
      goal: {
        words: `≤ 1.5 × + PGlite’s own ${Math.round(embedded.median)} ms = ${Math.round(allowedMs)} ms`,
        isMet: here.median <= allowedMs,
      },
    },
    {
      id: 'B6',
      what: 'very first start, database made',
      unit: 'ms',
      here: summarise([first]),
      floor: null,
      goal: { words: 'no goal set', isMet: true },
    },
    {
      id: 'B6',
      what: 'memory when idle, without the practice Coupa',
      unit: 'MiB',
      here: memory,
      floor: summarise(idleMegabytes.floor),
      goal: { words: '≤ 350 MiB', isMet: memory.median <= 350 },
    },
  ];
}

async function timeFirstStart(dataDir: string): Promise<number> {
  const from = performance.now();
  const app = await startApp({ dataDir, env: { PRACTICE: 'off' } });
  const ms = performance.now() - from;
  await app.stop();
  return ms;
}

const spawnWizard = (port: number, dataDir: string): ChildProcess =>
  spawn(START[0] ?? '', START.slice(1), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      PRACTICE: 'off',
    },
    stdio: 'ignore',
  });

async function timeStart(
  spawnIt: (port: number) => ChildProcess,
  address: string,
  idle: number[] | null,
): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  const child = spawnIt(port);
  await untilAnswering(`http://127.0.0.1:${port}${address}`);
  const ms = performance.now() - from;
  if (idle) {
    await wait(IDLE_MS);
    idle.push(residentMegabytes(child.pid ?? 0));
  }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return ms;
}

/** Resident memory of a process and of its children. */
function residentMegabytes(pid: number): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (const [child = 0, parent = 0] of lines) if (family.has(parent)) family.add(child);
  const kilobytes = lines.reduce((sum, [own = 0, , rss = 0]) => sum + (family.has(own) ? rss : 0), 0);
  return kilobytes / 1024;
}

/** PGlite alone, opening the same directory in a process of its own; the time of an empty process is taken off. */
function timeEmbedded(folder: string): number {
  const open = `import { PGlite } from '@electric-sql/pglite'; const from = performance.now();
    const db = await PGlite.create(${JSON.stringify(folder)}); await db.query('select 1');
    console.log(performance.now() - from); await db.close();`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', open], {
    encoding: 'utf8',
  });
  return Number(stdout.trim());
}
