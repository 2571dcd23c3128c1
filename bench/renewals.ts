import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq, inArray } from 'drizzle-orm';
import * as client from 'openid-client';
import type { GrantType } from '@/lib/accounts/schema';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { accounts, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { setLogLevel } from '@/lib/log';
import { createOutbound } from '@/lib/oauth/outbound';
import { systemClock } from '@/lib/oauth/system-clock';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { renewDue } from '@/lib/upkeep/renew-due';
import { startPostgres } from '../test/postgres.ts';
import { APP_URL, seedDueAccounts } from '../test/seed-accounts.ts';
import { newPlace, openStoreAt } from './bench-store.ts';
import { alternate, type Row, summarise } from './measure.ts';
import { startProvider } from './start-provider.ts';

const DUE = 5000;
const RUNS = 5;
const WARM_UPS = 1;
/** All 5,000 at 100 ms would take a minute a run; each run goes on for so long. */
const RUN_MS = 1500;
/** That of the engine. */
const AT_ONCE = 8;
/** So many that no instance's own limit of 20 a second is what is measured. */
const HOSTS = 80;

const GOALS = { PostgreSQL: 0.85, PGlite: 0.7 };
const GRANTS: [GrantType, string][] = [
  ['client_credentials', 'client credentials'],
  ['authorization_code', 'refresh token'],
];

/** B1: renewals a second through the whole path, against bare openid-client with the same number at once and the same provider. */
export async function measureRenewals(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-bench-'));
  const postgres = await startPostgres();
  const rows: Row[] = [];
  for (const [database, server] of [['PostgreSQL', postgres.url] as const, ['PGlite', null] as const]) {
    for (const delayMs of [0, 100]) {
      const provider = await startProvider(delayMs, HOSTS);
      const store = await openStoreAt(await newPlace(folder, server));
      for (const [grantType, words] of GRANTS) {
        await seedDueAccounts(store, { count: DUE, origins: provider.origins, grantType });
        const way = makeWay(store, provider.origins, folder);
        const { here, floor } = await alternate(
          RUNS,
          WARM_UPS,
          () => renewForAWhile(way, grantType),
          () => askForAWhile(provider.origins, grantType),
        );
        const goal = delayMs === 100 ? GOALS[database] : null;
        const what = `${database}, ${words}, answer after ${delayMs} ms: renewals a second`;
        rows.push(toRow(what, here, floor, goal));
        // The next ones are measured alone.
        await store.db.delete(accounts).where(eq(accounts.grantType, grantType));
      }
      await store.close();
      await provider.stop();
    }
  }
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

function toRow(what: string, here: number[], floor: number[], goal: number | null): Row {
  const figures = { here: summarise(here), floor: summarise(floor) };
  const isMet = goal === null || figures.here.median >= figures.floor.median * goal;
  const words = goal === null ? 'no goal set' : `≥ ${goal} ×`;
  return { id: 'B1', what, unit: '/s', ...figures, goal: { words, isMet } };
}

/** What a process has once: the way out, with its connections and what it has found out of instances. */
export interface Way {
  context: AuthorizeContext;
  limits: HostLimits;
  /** Of the accounts that are made due. */
  origins: readonly string[];
}

export function makeWay(store: Store, origins: readonly string[], folder: string): Way {
  const outbound = createOutbound({
    isAllowed: (origin) => origins.includes(origin),
    loopbackHosts: origins.map((origin) => new URL(origin).host),
    clock: systemClock,
  });
  const journalDirectory = path.join(folder, 'journal');
  const context = { store, outbound, clock: systemClock, appUrl: APP_URL, journalDirectory };
  return { context, limits: new HostLimits({ clock: systemClock }), origins };
}

/** One round of the engine over what is due, ended after a while. */
export async function renewForAWhile(
  { context, limits, origins }: Way,
  grantType: GrantType,
  runMs = RUN_MS,
): Promise<number> {
  setLogLevel('warn');
  const { db } = context.store;
  const isOurs = and(eq(accounts.grantType, grantType), inArray(accounts.instanceUrl, [...origins]));
  const ours = db.select({ id: accounts.id }).from(accounts).where(isOurs);
  const dueAt = new Date(Date.now() - 3_600_000);
  await db.update(upkeep).set({ dueAt }).where(inArray(upkeep.accountId, ours));
  const from = performance.now();
  const { renewed, failed } = await renewDue(context, limits, AbortSignal.timeout(runMs));
  const seconds = (performance.now() - from) / 1000;
  if (failed > 0 || renewed === 0) throw new Error(`${failed} renewals failed and ${renewed} did not`);
  return renewed / seconds;
}

/** The same requests by openid-client and nothing else. */
async function askForAWhile(origins: readonly string[], grantType: GrantType): Promise<number> {
  const configurations = origins.map(configure);
  const signal = AbortSignal.timeout(RUN_MS);
  let asked = 0;
  const from = performance.now();
  const askOn = async () => {
    while (!signal.aborted) {
      const configuration = configurations[asked % configurations.length];
      asked += 1;
      if (!configuration) return;
      if (grantType === 'client_credentials')
        await client.clientCredentialsGrant(configuration, { scope: 'core.common.read' });
      else await client.refreshTokenGrant(configuration, 'made-up-refresh-'.padEnd(64, 'r'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return asked / ((performance.now() - from) / 1000);
}

function configure(origin: string) {
  const secret = 'made-up-secret'.padEnd(64, '1');
  const server = { issuer: origin, token_endpoint: `${origin}/oauth2/token` };
  const id = 'c0ffee'.padEnd(32, '0');
  const configuration = new client.Configuration(server, id, secret, client.ClientSecretPost(secret));
  client.allowInsecureRequests(configuration);
  return configuration;
}
