import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { applyAccount } from '@/lib/accounts/mutations';
import { events, upkeep } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { JobEngine } from '@/lib/jobs/engine';
import { hintJob } from '@/lib/jobs/hint-job';
import { forgetProcessWide, processWide } from '@/lib/process-wide';
import { TestAccount } from '@/test/authorization-server/account';
import { type Answer, grant, json } from '@/test/authorization-server/answers';
import { TOKEN } from '@/test/authorization-server/instance';
import { scriptedServer } from '@/test/authorization-server/scripted-server';
import { openTestStore } from '@/test/database';

const MINUTE_MS = 60_000;
const server = scriptedServer();
let store: Store;
let account: TestAccount;
let written: MockInstance<typeof process.stderr.write>;
let isFull = false;
const engines: JobEngine[] = [];

beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  account = await TestAccount.make(store, server);
  server.answerAlways('GET /api/departments', json(200, []));
  server.expect(TOKEN, grant({ access_token: 'made-up-first' }));
  await account.authorize();
  await applyAccount(store, account.person, account.id);
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
  await store.db.delete(upkeep);
  await store.db.execute(sql`truncate pgboss.job`);
  for (const name of ['jobs', 'host-limits']) forgetProcessWide(name);
});
afterAll(() => store.close());

function makeEngine({ isWorking = true, driver = store.driver } = {}): JobEngine {
  const context = { ...account.context, store: { ...store, driver } };
  const requireRoom = () => {
    if (isFull) throw new Error('made up: the disk is full');
  };
  const engine = new JobEngine({ context, isWorking, requireRoom });
  engines.push(engine);
  return engine;
}

const logged = (event: string) =>
  written.mock.calls.map(([line]) => JSON.parse(String(line))).filter((line) => line.event === event);

async function jobs(name: string) {
  const { rows } = (await store.db.execute(
    sql`select state, singleton_key, output from pgboss.job where name = ${name} order by created_on`,
  )) as unknown as { rows: { state: string; singleton_key: string | null; output: unknown }[] };
  return rows;
}

const eventually = (look: () => unknown) => vi.waitFor(look, { timeout: 10_000 });
const isRenewed = (version: number) =>
  eventually(async () => expect(await account.tokens()).toMatchObject({ version }));

test('of many hints one waits; a process that only asks runs nothing', async () => {
  const engine = makeEngine({ isWorking: false });
  processWide('jobs', () => engine);
  await hintJob('renewals');
  await engine.open();
  await Promise.all(Array.from({ length: 5 }, () => engine.hint('renewals')));
  await engine.tick();
  expect(await jobs('renewals')).toEqual([{ state: 'created', singleton_key: null, output: null }]);
  await hintJob('alerts');
  await eventually(async () => expect(await jobs('alerts')).toHaveLength(1));
});

test('what is due is renewed with nobody asking, once for each minute of the clock however many processes there are', async () => {
  account.clock.moveMs(21 * 60 * MINUTE_MS);
  server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
  const replicas = [makeEngine(), makeEngine()];
  const minute = () => Math.floor(Date.now() / MINUTE_MS);
  const from = minute();
  for (const engine of replicas) await engine.tick();
  await isRenewed(2);
  for (const engine of replicas) await engine.tick();
  const ofTheClock = (await jobs('renewals')).filter((job) => job.singleton_key === 'clock');
  expect(ofTheClock.length).toBeLessThanOrEqual(1 + minute() - from);
  const renewals = await store.db.select().from(events).where(eq(events.kind, 'renewed'));
  expect(renewals).toMatchObject([{ accountId: account.id, facts: { status: 200 } }]);
});

test('[ASVS-16.3.4] [ASVS-16.5.2] work that fails is logged without its values, and is done again; the daily work is done once a day', async () => {
  const replicas = [makeEngine(), makeEngine()];
  await store.db.execute('alter table sign_in_tries rename to sign_in_tries_away');
  for (const engine of replicas) await engine.tick();
  await eventually(() =>
    expect(logged('job_failed')).toMatchObject([
      { queue: 'clean-up', error: expect.stringMatching(/42P01/) },
    ]),
  );
  await store.db.execute('alter table sign_in_tries_away rename to sign_in_tries');
  await eventually(async () => expect(await jobs('clean-up')).toMatchObject([{ state: 'retry' }]));
  expect(JSON.stringify(await jobs('clean-up'))).not.toMatch(/select|delete|sign_in_tries/i);
  await store.db.execute(sql`update pgboss.job set start_after = now()`);
  for (const engine of replicas) await engine.hint('clean-up');
  await eventually(async () =>
    expect(await jobs('clean-up')).toContainEqual(
      expect.objectContaining({ singleton_key: 'clock', state: 'completed' }),
    ),
  );
  for (const engine of replicas) await engine.tick();
  expect((await jobs('clean-up')).filter((job) => job.singleton_key === 'clock')).toHaveLength(1);
});

test('a stop during a renewal lets it finish, and takes up nothing more', async () => {
  account.clock.moveMs(21 * 60 * MINUTE_MS);
  const answer = Promise.withResolvers<void>();
  const late: Answer = (response, request) =>
    answer.promise.then(() => grant({ access_token: 'made-up-late' })(response, request));
  server.expect(TOKEN, late);
  const engine = makeEngine();
  await engine.open();
  const arrival = server.nextArrival();
  await engine.hint('renewals');
  await arrival;
  const stopped = engine.stop();
  answer.resolve();
  await stopped;
  expect(await account.tokens()).toMatchObject({ access: 'made-up-late', version: 2 });
  expect((await jobs('renewals')).map(({ state }) => state)).toEqual(['completed']);
  await engine.hint('renewals');
  expect(await jobs('renewals')).toHaveLength(1);
});

test('without pg-boss renewals run at the start, by hint, and after three minutes without a round', async () => {
  account.clock.moveMs(21 * 60 * MINUTE_MS);
  const nobody = { pool: { host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1000 } };
  const engine = makeEngine({ driver: nobody });
  server.expect(TOKEN, grant({ access_token: 'made-up-second' }));
  await engine.begin();
  await isRenewed(2);
  expect(logged('jobs_engine_away')).toMatchObject([{ error: expect.stringMatching(/ECONNREFUSED/) }]);

  const again = () => store.db.update(upkeep).set({ dueAt: account.clock.now() });
  await again();
  server.expect(TOKEN, grant({ access_token: 'made-up-third' }));
  await engine.hint('renewals');
  await isRenewed(3);
  // That run may not have ended yet; it counts from its end.
  await engine.run('renewals');

  await again();
  account.clock.moveMs(3 * MINUTE_MS);
  await engine.tick();
  account.clock.moveMs(1);
  server.expect(TOKEN, grant({ access_token: 'made-up-fourth' }));
  await engine.tick();
  await isRenewed(4);
  // So does the queue of reads, when Coupa knows the new token.
  account.clock.moveMs(4 * MINUTE_MS);
  await engine.tick();
  await eventually(() => expect(server.seen.map((request) => request.path)).toContain('/api/departments'));
});

test('while the disk is nearly full nothing is written, and the engine opens when there is room again', async () => {
  isFull = true;
  const engine = makeEngine();
  await engine.tick();
  await engine.run('clean-up');
  isFull = false;
  expect(logged('job_failed')).toHaveLength(1);
  expect(await jobs('clean-up')).toEqual([]);
  await engine.tick();
  await eventually(() => expect(logged('daily_done')).toHaveLength(1));
});
