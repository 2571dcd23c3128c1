import { Client } from 'pg';
import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { pass, recover } from '../recover.ts';

type Outage = 'read-only' | 'gone';

/** F3 and F4 on PostgreSQL: it turns read-only, or goes away, with answers on their way; and it is gone at a start. */
export async function databaseAway(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const origins = await Promise.all(BEHAVIOURS.map(() => provider.ask('start')));
  const databaseUrl = await ground.postgres();
  const installation = ground.install(origins, databaseUrl);
  let worker = await installation.start({ offsetMs: await ground.offsetMs() });
  for (const outage of ['read-only', 'gone'] as const) {
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
    const { ids } = accounts;
    const stopped = worker.happened(ids.length, ({ event }) => event === 'stopped');
    await worker.ask('arm', { point: 'after the body', accountIds: ids });
    const renewing = worker.ask('renew', ids);
    await stopped;
    await setOutage(databaseUrl, outage, true);
    tally.inject(ids.length);
    await worker.ask('letGo', ids);
    await renewing;
    for (let minute = 0; minute < 10; minute += 1) {
      await Promise.all([worker.ask('round'), worker.ask('renew', ids)]);
      await pass(provider, [worker], 60_000);
    }
    const where = `F3 PostgreSQL ${outage}`;
    await expectAsked(ground, accounts, where, 'meanwhile');
    await setOutage(databaseUrl, outage, false);
    await worker.ask('untilDatabase');
    await recover(provider, worker, accounts);
    await expectAsked(ground, accounts, where, 'afterwards');
    tally.count(where, await accounts.judge(installation, worker));
    await worker.ask('retire', ids);
  }
  await installation.kill(worker, 'at a point');
  await setOutage(databaseUrl, 'gone', true);
  tally.inject(1);
  const isStarted = await installation.start().then(
    () => true,
    () => false,
  );
  tally.expect('F4', !isStarted, 'a process ran without its database');
  await setOutage(databaseUrl, 'gone', false);
  worker = await installation.start({ offsetMs: await ground.offsetMs() });
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
  await recover(provider, worker, accounts);
  tally.count('F4', await accounts.judge(installation, worker));
}

/** Once each: what came is stored, not asked for again. */
async function expectAsked({ tally }: Ground, accounts: Accounts, where: string, when: string) {
  for (const id of accounts.ids) {
    const tokens = (await accounts.asked([id])).map(({ tokenWas }) => tokenWas);
    tally.expect(where, tokens.length === 1, `${id} was asked for with ${tokens.join(', ')} tokens ${when}`);
  }
}

/** For this one database, so that other scenarios on the same server do not notice. */
async function setOutage(databaseUrl: string, outage: Outage, isOn: boolean): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  if (outage === 'gone') await admin.query(`alter database ${name} with allow_connections ${!isOn}`);
  else await admin.query(`alter database ${name} set default_transaction_read_only = ${isOn ? 'on' : 'off'}`);
  // What is connected already would go on as before.
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await admin.end();
}
