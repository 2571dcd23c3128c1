import { Accounts } from '../accounts.ts';
import type { Ground, Shared } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { pass, recover } from '../recover.ts';

/** F21: the journal's disk is full, or cannot be written. Nothing leaves that could not be kept; client credentials go on. */
export async function refuseJournal(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  for (const code of ['ENOSPC', 'EROFS'] as const) {
    const shared = await ground.shared();
    const { worker, origins } = shared;
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS, null] });
    const withRefreshToken = accounts.idsOf((behaviour) => behaviour !== null);
    await worker.ask('refuseFiles', { open: code });
    tally.inject(withRefreshToken.length);
    for (let step = 0; step < 3; step += 1) {
      await worker.ask('round');
      await pass(provider, [worker], 20_000);
    }
    const where = `F21 ${code}`;
    tally.expect(where, (await accounts.asked(withRefreshToken)).length === 0, 'a refresh token was spent');
    for (const { accountId, state, reason, dueAt } of await accounts.look(worker)) {
      const isRight = withRefreshToken.includes(accountId)
        ? state === 'degraded' &&
          dueAt !== null &&
          /^(storage_full|data_directory_unwritable)$/.test(reason ?? '')
        : state === 'healthy';
      tally.expect(where, isRight, `${accountId} is ${state} because of ${reason}`);
    }
    await worker.ask('refuseFiles', {});
    await end(ground, shared, accounts, where);
  }
}

/** F3: the database refuses what came, with the journal in order, broken, or both broken at once: then memory is all there is. */
export async function refuseWrites(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  for (const { what, journal, database } of [
    { what: 'database full', journal: null, database: '53100' },
    { what: 'journal breaks', journal: 'EIO' as const, database: null },
    { what: 'both', journal: 'EIO' as const, database: '53100' },
  ]) {
    const shared = await ground.shared();
    const { worker, origins } = shared;
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
    const stopped = worker.happened(accounts.ids.length, ({ event }) => event === 'stopped');
    await worker.ask('arm', { point: 'after the body', accountIds: accounts.ids });
    const renewing = worker.ask('renew', accounts.ids);
    await stopped;
    await worker.ask('refuseWrites', database);
    await worker.ask('refuseFiles', { write: journal });
    tally.inject(accounts.ids.length);
    await worker.ask('letGo', accounts.ids);
    await renewing;
    const where = `F3 ${what}`;
    for (let step = 0; step < 3; step += 1) {
      await pass(provider, [worker], 60_000);
      if (database === null) await worker.ask('round');
      else await Promise.all([worker.ask('round'), worker.ask('renew', accounts.ids)]);
    }
    const meanwhile = (await accounts.asked()).length;
    tally.expect(where, meanwhile === accounts.ids.length, `asked ${meanwhile} times meanwhile`);
    await worker.ask('refuseWrites', null);
    await worker.ask('refuseFiles', {});
    await end(ground, shared, accounts, where);
    const afterwards = (await accounts.asked()).length;
    tally.expect(where, afterwards === accounts.ids.length, `asked ${afterwards} times in all`);
  }
}

async function end(
  { provider, tally }: Ground,
  { installation, worker }: Shared,
  accounts: Accounts,
  where: string,
) {
  await recover(provider, worker, accounts);
  tally.count(where, await accounts.judge(installation, worker));
  for (const { accountId, state, version } of await accounts.look(worker))
    tally.expect(where, state === 'healthy' && version === 2, `${accountId} is ${state}, version ${version}`);
  await worker.ask('retire', accounts.ids);
}
