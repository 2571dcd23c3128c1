import { Accounts, HOUR_MS } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { pass, recover, untilDue } from '../recover.ts';

/** F17: a row that was tampered with. Its account is put aside, the others go on. */
export async function tamper(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const { installation, origins, worker } = await ground.shared();
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
  const [first = '', ...others] = accounts.ids;
  await worker.ask('tamper', first);
  tally.inject(1);
  await worker.ask('round');
  await worker.ask('round');
  for (const { accountId, isQuarantined, state, version } of await accounts.look(worker)) {
    const isRight =
      accountId === first ? isQuarantined && version === 1 : state === 'healthy' && version === 2;
    tally.expect('F17', isRight, `${accountId} is ${state}, version ${version}`);
  }
  tally.expect('F17', (await accounts.asked([first])).length === 0, 'the damaged one was sent');
  const verdicts = await accounts.judge(installation, worker);
  tally.count(
    'F17',
    verdicts.filter(({ accountId }) => others.includes(accountId)),
  );
  await worker.ask('retire', accounts.ids);
}

/** F22: the client secret was changed at Coupa, and put right there later. */
export async function changeSecret(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const { installation, origins, worker } = await ground.shared();
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS, null] });
  const before = await accounts.look(worker);
  for (const clientId of accounts.ids) await provider.ask('setSecret', { clientId, secret: 'made-up-other' });
  tally.inject(accounts.ids.length);
  await worker.ask('round');
  const after = await accounts.look(worker);
  for (const [index, { state, accessToken, dueAt, accountId }] of after.entries()) {
    tally.expect('F22', state === 'credentials_rejected' && dueAt !== null, `${accountId} is ${state}`);
    tally.expect('F22', accessToken === before[index]?.accessToken, `${accountId} lost its access token`);
  }
  for (const clientId of accounts.ids)
    await provider.ask('setSecret', { clientId, secret: accounts.secrets.get(clientId) ?? '' });
  await pass(provider, [worker], HOUR_MS * 1.2);
  await recover(provider, worker, accounts);
  tally.count('F22', await accounts.judge(installation, worker));
  for (const { accountId, state } of await accounts.look(worker))
    tally.expect('F22', state === 'healthy', `${accountId} is ${state} at the end`);
  await worker.ask('retire', accounts.ids);
}

/** F23: deleted, or gone for good, while its request is on its way. Nothing comes back to life. */
export async function deleteMeanwhile(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const { origins, worker } = await ground.shared();
  for (const way of ['remove', 'purge'] as const) {
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
    const { ids } = accounts;
    const held = provider.happened(ids.length, ({ event }) => event === 'held');
    await provider.ask(
      'inject',
      ids.map((clientId) => ({ clientId, times: 1, fault: { kind: 'hold', stage: 'request' } as const })),
    );
    const renewing = worker.ask('renew', ids);
    await held;
    for (const id of ids) await worker.ask(way, id);
    tally.inject(ids.length);
    for (const id of ids) await provider.ask('letGo', id);
    await renewing;
    await worker.ask('settle');
    const askedBefore = (await accounts.asked()).length;
    await untilDue(provider, [worker]);
    await worker.ask('round');
    const seen = await accounts.look(worker);
    const where = `F23 ${way}`;
    if (way === 'purge') tally.expect(where, seen.length === 0, 'rows came back');
    else
      tally.expect(
        where,
        seen.length === ids.length && seen.every(({ isDeleted }) => isDeleted),
        'it is back',
      );
    tally.expect(where, (await accounts.asked()).length === askedBefore, 'a deleted account was renewed');
  }
}
