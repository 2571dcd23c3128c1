import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listAccounts } from '@/lib/accounts/list-data';
import type { GrantType } from '@/lib/accounts/schema';
import { asDatabase } from '@/lib/db/database';
import * as schema from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { renewDue } from '@/lib/upkeep/renew-due';
import { grant } from '@/test/authorization-server/answers';
import { HandClock } from '@/test/authorization-server/hand-clock';
import { outboundTo } from '@/test/authorization-server/instance';
import { openTestStore } from '@/test/database';
import { seedDueAccounts, seedListedAccounts } from '@/test/seed-accounts';

const statements: string[] = [];
let provider: Server;
let origin: string;
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  if (!('pglite' in store.driver)) throw new Error('Statements are counted on PGlite');
  const { pglite } = store.driver;
  // Every statement is told; BEGIN and COMMIT are not.
  store.db = asDatabase(drizzle(pglite, { schema, logger: { logQuery: (text) => statements.push(text) } }));
  provider = createServer((request, response) => {
    if (request.method !== 'POST') return response.writeHead(404).end();
    return grant({ refresh_token: 'made-up-next' })(response, request);
  }).listen(0, 'localhost');
  await once(provider, 'listening');
  origin = `http://localhost:${(provider.address() as AddressInfo).port}`;
});
afterAll(async () => {
  provider.close().closeAllConnections();
  await store.close();
});
beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));

/** The queue reads what is due for many at once, but again whenever every instance that it knows is busy. */
const OF_THE_QUEUE = /^select "upkeep"\."account_id"/;

async function countedDuring<T>(work: () => Promise<T>): Promise<[number, T]> {
  statements.length = 0;
  const result = await work();
  return [statements.filter((text) => !OF_THE_QUEUE.test(text)).length, result];
}

async function renewAll(grantType: GrantType, count: number) {
  await seedDueAccounts(store, { count, origins: [origin], grantType });
  const clock = new HandClock(new Date());
  const journalDirectory = mkdtempSync(path.join(tmpdir(), 'caw-journal-'));
  const outbound = outboundTo({ origin, host: new URL(origin).host }, clock);
  const context = { store, outbound, clock, appUrl: 'http://localhost:3000', journalDirectory };
  const [made, round] = await countedDuring(() =>
    renewDue(context, new HostLimits({ clock }), new AbortController().signal),
  );
  expect(round).toEqual({ renewed: count, failed: 0 });
  return made;
}

test.each<[GrantType]>([['client_credentials'], ['authorization_code']])(
  'a renewal by %s takes six statements at most, however many are due',
  async (grantType) => {
    const [few, many] = [await renewAll(grantType, 2), await renewAll(grantType, 8)];
    expect((many - few) / 6).toBeLessThanOrEqual(6);
  },
);

test('the list takes two statements, however many accounts there are and whatever is asked; one when it finds nothing', async () => {
  await seedListedAccounts(store, 120);
  for (const search of ['', 'invoices', 'zq'])
    for (const filter of ['all', 'valid'] as const) {
      const query = { search, filter, page: 1 };
      const [made, { rows }] = await countedDuring(() =>
        listAccounts(store, query, 'http://localhost:3000', new Date()),
      );
      expect({ search, made }).toEqual({ search, made: search === 'zq' ? 1 : 2 });
      if (search === '') expect(rows).toHaveLength(50);
    }
});
