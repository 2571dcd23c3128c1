import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Worker } from '../lab.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { recover, untilDue } from '../recover.ts';

const GENERATIONS = 2;

/** F8: two and then four processes on one PostgreSQL, each with the journal of its own machine. One renewal an account and generation. */
export async function replicas(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const origins = await Promise.all([provider.ask('start'), provider.ask('start'), provider.ask('start')]);
  const installation = ground.install(origins, await ground.postgres());
  const start = async (journal: string) => installation.start({ journal, offsetMs: await ground.offsetMs() });
  const workers: Worker[] = [await start('a'), await start('b')];
  const [first] = workers;
  if (!first) return;
  const behaviours = [...BEHAVIOURS, ...BEHAVIOURS, null, null];
  const accounts = await Accounts.make(provider, first, { origins, behaviours });
  let generation = 0;
  for (const count of [2, 4]) {
    while (workers.length < count) workers.push(await start('abcd'[workers.length] ?? 'z'));
    for (let each = 0; each < GENERATIONS; each += 1) {
      generation += 1;
      await renewTogether(workers, accounts, first);
      const asked = await accounts.asked();
      tally.inject(accounts.ids.length);
      for (const id of accounts.ids) {
        const theirs = asked.filter(({ clientId }) => clientId === id).length;
        tally.expect(
          `F8 ${count} processes`,
          theirs === generation,
          `${theirs} requests in ${generation} generations`,
        );
      }
      await untilDue(provider, workers);
    }
  }
  await recover(provider, first, accounts);
  tally.count('F8', await accounts.judge(installation, first));
}

/** Every process at every account at once: by rounds, and by somebody who presses Renew. */
async function renewTogether(workers: Worker[], accounts: Accounts, first: Worker) {
  const before = versionsOf(await accounts.look(first));
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.all(workers.map((worker) => worker.ask('round')));
    const now = versionsOf(await accounts.look(first));
    if ([...now].every(([id, version]) => version > (before.get(id) ?? 0))) return;
  }
}

const versionsOf = (seen: { accountId: string; version: number }[]) =>
  new Map(seen.map(({ accountId, version }) => [accountId, version]));

const CALLERS = 50;
const SLOW_MS = 6000;

/**
 * Two processes with fifty callers each, and a provider that takes six seconds: longer than a lease of the naive kind. One request
 * a generation, no refusal, and everybody has the new token.
 */
export async function manyCallers(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const origins = [await provider.ask('start')];
  const installation = ground.install(origins, await ground.postgres());
  const offsetMs = await ground.offsetMs();
  const workers = await Promise.all(['a', 'b'].map((journal) => installation.start({ journal, offsetMs })));
  const [first] = workers;
  if (!first) return;
  const accounts = await Accounts.make(provider, first, { origins, behaviours: ['strict'], ageHours: 22 });
  const [accountId = ''] = accounts.ids;
  for (let generation = 1; generation <= 3; generation += 1) {
    await provider.ask('inject', [{ times: 1, clientId: accountId, fault: { kind: 'late', ms: SLOW_MS } }]);
    tally.inject(1);
    const wanted = { accountId, callers: CALLERS, minTtlSeconds: 3 * 3600 };
    const got = (await Promise.all(workers.map((worker) => worker.ask('readTokens', wanted)))).flat();
    const where = `50 callers, generation ${generation}`;
    const others = got.filter((version) => version !== String(generation + 1));
    tally.expect(where, others.length === 0, `${others.length} got ${[...new Set(others)]}`);
    const asked = await accounts.asked();
    tally.expect(where, asked.length === generation, `${asked.length} requests in ${generation} generations`);
    tally.expect(
      where,
      asked.every(({ tokenWas }) => tokenWas === 'live'),
      'a spent refresh token was sent',
    );
    await untilDue(provider, workers);
  }
  tally.count('50 callers', await accounts.judge(installation, first));
}
