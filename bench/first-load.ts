import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { ensureBrowser } from '../scripts/browser.ts';
import { freePort, startApp } from '../test/app-process.ts';
import { makeOwnerSession } from '../test/owner-session.ts';
import { prepareAccount } from '../test/prepare-account.ts';
import { loadLighthouse, type Scores, score } from './lighthouse.ts';
import { loadPage, type PageLoad } from './load-page.ts';
import { type Row, summarise } from './measure.ts';
import { spawnFloor } from './start-floor.ts';
import { untilAnswering } from './until-answering.ts';

const RUNS = 5;
const STEPS = ['client', 'grant-type', 'scopes', 'credentials', 'result'] as const;

/** B5: what the first load of every step weighs and how fast it stands, against a page with one form and the same libraries. */
export async function measureFirstLoads(floorFolder: string): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-bench-'));
  const app = await startApp({ dataDir: path.join(folder, 'data') });
  const owner = await makeOwnerSession(app);
  const { id } = await prepareAccount(app, owner, { upTo: 'report' });
  const floorPort = await freePort();
  const floor = spawnFloor(floorFolder, floorPort);
  const floorUrl = `http://127.0.0.1:${floorPort}/form`;
  await untilAnswering(floorUrl);
  const debuggingPort = await freePort();
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${debuggingPort}`],
  });
  const lighthouse = await loadLighthouse();

  const load = (url: string) => loadPage(browser, url, owner.cookie);
  await load(floorUrl);
  const rows: Row[] = [];
  for (const step of STEPS) {
    const url = `${app.origin}/accounts/${id}/setup/${step}`;
    await load(url);
    const loads = { here: [] as PageLoad[], floor: [] as PageLoad[] };
    for (let run = 0; run < RUNS; run += 1) {
      loads.here.push(await load(url));
      loads.floor.push(await load(floorUrl));
    }
    rows.push(...describeLoads(step, loads.here, loads.floor));
    rows.push(describeScores(step, await score(lighthouse, url, debuggingPort, owner.cookie)));
  }
  await browser.close();
  floor.kill('SIGTERM');
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

function describeLoads(step: string, here: PageLoad[], floor: PageLoad[]): Row[] {
  const row = (
    what: string,
    unit: string,
    of: (load: PageLoad) => number,
    goalWords: string,
    isMet: (here: number, floor: number) => boolean,
  ): Row => {
    const figures = { here: summarise(here.map(of)), floor: summarise(floor.map(of)) };
    const met = isMet(figures.here.median, figures.floor.median);
    return { id: 'B5', what: `${step}: ${what}`, unit, ...figures, goal: { words: goalWords, isMet: met } };
  };
  return [
    row(
      'JavaScript, compressed',
      'kB',
      ({ scriptBytes }) => scriptBytes / 1000,
      '≤ 1.25 ×',
      (a, b) => a <= b * 1.25,
    ),
    row(
      'JavaScript, decoded',
      'kB',
      (load) => load.decodedScriptBytes / 1000,
      '≤ 800 kB',
      (a) => a <= 800,
    ),
    row(
      'everything, compressed',
      'kB',
      (load) => load.transferredBytes / 1000,
      '≤ 230 kB',
      (a) => a <= 230,
    ),
    row(
      'requests',
      '',
      ({ requests }) => requests,
      '≤ 20',
      (a) => a <= 20,
    ),
    row(
      'first contentful paint',
      'ms',
      (load) => load.firstPaintMs,
      '≤ 500 ms',
      (a) => a <= 500,
    ),
    row(
      'largest contentful paint',
      'ms',
      (load) => load.largestPaintMs,
      'good is ≤ 2,500 ms',
      (a) => a <= 2500,
    ),
    row(
      'layout shift',
      '',
      ({ layoutShift }) => layoutShift,
      'good is ≤ 0.1',
      (a) => a <= 0.1,
    ),
    row(
      'blocking time',
      'ms',
      ({ blockingMs }) => blockingMs,
      'good is ≤ 200 ms',
      (a) => a <= 200,
    ),
  ];
}

function describeScores(step: string, scores: Scores): Row {
  const { performance, accessibility, seo } = scores;
  const all = [performance, accessibility, scores['best-practices'], seo];
  const lowest = Math.min(...all);
  return {
    id: 'B5',
    what: `${step}: Lighthouse, lowest of ${all.join(' / ')}`,
    unit: '',
    here: summarise([lowest]),
    floor: null,
    goal: { words: '100 / 100 / 100 / 100', isMet: lowest === 100 },
  };
}
