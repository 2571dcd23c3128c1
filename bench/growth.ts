import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listAccounts } from '@/lib/accounts/list-data';
import type { AccountFilter } from '@/lib/accounts/view';
import { upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { type AppProcess, freePort, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { startPostgres } from '../test/postgres.ts';
import { APP_URL, seedDueAccounts, seedListedAccounts } from '../test/seed-accounts.ts';
import { newPlace, openStoreAt, type Place } from './bench-store.ts';
import { type Row, summarise } from './measure.ts';
import { makeWay, renewForAWhile } from './renewals.ts';
import { type Provider, startProvider } from './start-provider.ts';

const SIZES = [1000, 10_000, 100_000];
const RUNS = 5;
/** Of each size so many are due again and again; the others are only there. */
const DUE = 400;
const HOSTS = 80;
const RENEW_MS = 1000;
/** How often each query is asked in a run; of fewer pages the slowest twentieth would be one or two, and chance. */
const TIMES = { inside: 8, page: 15 };

interface Asked {
  search: string;
  filter: AccountFilter;
  page: number;
  after?: string;
}

/** Pages that are full at every size: what is compared is the installation, not how long an answer is. */
const LISTS: Asked[] = [
  { search: '', filter: 'all', page: 1 },
  { search: '', filter: 'all', page: 1 },
  { search: '', filter: 'all', page: 2 },
  { search: '', filter: 'all', page: 18 },
  { search: '', filter: 'valid', page: 1 },
  { search: '', filter: 'valid', page: 8 },
  { search: '', filter: 'valid', page: 15 },
];
/** Words, rare and frequent. In a small installation they find few accounts, in a large one as many as are looked at. */
const SEARCHES: Asked[] = [
  { search: 'Supplier sync 77', filter: 'all', page: 1 },
  { search: 'globex-5', filter: 'valid', page: 1 },
  { search: 'Lindqvist', filter: 'all', page: 1 },
];

const WHAT = {
  renewal: 'a renewal, eight at once',
  list: 'the list’s data, 95 of 100 within',
  search: 'a search’s data, 95 of 100 within',
  page: 'the list’s page over HTTP, 95 of 100 within',
};
type Kind = keyof typeof WHAT;

/** One size of the same installation. */
interface Grown {
  size: number;
  place: Place;
  port: number;
  owner: OwnerSession;
  ms: Record<Kind, number[]>;
}

/** B2: what a renewal and the list cost among 1,000, 10,000 and 100,000 accounts, measured in turns. */
export async function measureGrowth(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-bench-'));
  const postgres = await startPostgres();
  const provider = await startProvider(0, HOSTS);
  const rows: Row[] = [];
  for (const [database, server] of [['PostgreSQL', postgres.url] as const, ['PGlite', null] as const]) {
    const all: Grown[] = [];
    for (const size of SIZES) all.push(await grow(size, await newPlace(folder, server)));
    await measureInside(all, provider, folder);
    await measurePages(all);
    rows.push(...all.slice(1).flatMap((each) => toRows(database, each, all[0] ?? each)));
  }
  await provider.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

const startAt = ({ place, port }: Pick<Grown, 'place' | 'port'>): Promise<AppProcess> => {
  const env = { PRACTICE: 'off', ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }) };
  return startApp({ dataDir: place.dataDir, port, env });
};

/** Somebody signs in, as everywhere; then the accounts come. */
async function grow(size: number, place: Place): Promise<Grown> {
  const port = await freePort();
  const app = await startAt({ place, port });
  const owner = await makeOwnerSession(app);
  await app.stop();
  const store = await openStoreAt(place);
  await seedListedAccounts(store, size - DUE);
  await store.close();
  return { size, place, port, owner, ms: { renewal: [], list: [], search: [], page: [] } };
}

/** Renewals and the list's data, in this process. */
async function measureInside(all: Grown[], provider: Provider, folder: string): Promise<void> {
  const stores = await Promise.all(all.map(({ place }) => openStoreAt(place)));
  const grantType = 'client_credentials';
  const each = all.map((grown, index) => {
    const store = stores[index] as Store;
    return { ...grown, store, way: makeWay(store, provider.origins, folder) };
  });
  for (const { store } of each)
    await seedDueAccounts(store, { count: DUE, origins: provider.origins, grantType });
  for (let run = -1; run < RUNS; run += 1) {
    for (const { store, way, ms } of each) {
      const aSecond = await renewForAWhile(way, grantType, RENEW_MS);
      const look = (asked: Asked) => listAccounts(store, asked, APP_URL, new Date());
      const list = p95Of(await timeEach(LISTS, TIMES.inside, look));
      const search = p95Of(await timeEach(SEARCHES, TIMES.inside, look));
      if (run < 0) continue;
      ms.renewal.push(1000 / aSecond);
      ms.list.push(list);
      ms.search.push(search);
    }
  }
  for (const { store } of each) {
    // The services that start now are to be left in peace.
    const later = new Date(Date.now() + 80 * 86_400_000);
    await store.db.update(upkeep).set({ dueAt: later, probeDueAt: later });
    await store.close();
  }
}

/** The page as a browser asks for it. */
async function measurePages(all: Grown[]): Promise<void> {
  const apps = await Promise.all(all.map(startAt));
  try {
    for (let run = -1; run < RUNS; run += 1) {
      for (const { owner, ms } of all) {
        const p95 = p95Of(await timeEach(LISTS, TIMES.page, (asked) => readPage(owner, asked)));
        if (run >= 0) ms.page.push(p95);
      }
    }
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

async function readPage({ call }: OwnerSession, { search, filter, page }: Asked): Promise<void> {
  const query = new URLSearchParams({ search, filter, page: String(page) });
  const answer = await call('GET', `/accounts?${query}`);
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes('Search accounts'))
    throw new Error(`${answer.status}: ${query}`);
}

async function timeEach(
  queries: readonly Asked[],
  times: number,
  ask: (asked: Asked) => Promise<unknown>,
): Promise<number[]> {
  const ms: number[] = [];
  for (let time = 0; time < times; time += 1) {
    for (const asked of queries) {
      const from = performance.now();
      await ask(asked);
      ms.push(performance.now() - from);
    }
  }
  return ms;
}

const p95Of = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;

const toRows = (database: string, { size, ms }: Grown, { ms: smallest }: Grown): Row[] =>
  (Object.keys(WHAT) as Kind[]).map((kind) => {
    const [here, floor] = [summarise(ms[kind]), summarise(smallest[kind])];
    return {
      id: 'B2',
      what: `${database}, ${size.toLocaleString('en-GB')} accounts against 1,000: ${WHAT[kind]}`,
      unit: 'ms',
      here,
      floor,
      goal: { words: '≤ 1.15 ×', isMet: here.median <= floor.median * 1.15 },
    };
  });
