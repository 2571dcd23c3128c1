import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Installation, Worker } from '../lab.ts';
import { AT_PROVIDER, isAtProvider, POINTS, type Point } from '../points.ts';
import { BEHAVIOURS, type Behaviour } from '../provider/behaviours.ts';
import { recover } from '../recover.ts';

/** Accounts that stop at one point together and are killed there. */
interface Kill {
  point: Point;
  behaviours: Behaviour[];
}

const COMMIT: Point = 'in the commit';
const together = (points: readonly Point[]): Kill[] =>
  points.map((point) => ({ point, behaviours: [...BEHAVIOURS] }));
const half = Math.ceil(POINTS.length / 2);

/**
 * F1: SIGKILL at each point of a renewal, on each kind of refresh token. The process that comes after puts everything in order, and
 * is the one that is killed next.
 */
export const killFirstHalf = (ground: Ground) => killInTurn(ground, together(POINTS.slice(0, half)), null);

/** The embedded database has one connection: a commit in hand keeps all others waiting, so they are killed one by one. */
export async function killSecondHalf(ground: Ground): Promise<void> {
  const others = together(POINTS.slice(half).filter((point) => point !== COMMIT));
  const inCommit = BEHAVIOURS.map((behaviour) => ({ point: COMMIT, behaviours: [behaviour] }));
  await killInTurn(ground, [...others, ...inCommit], null);
}

export async function killOnPostgres(ground: Ground): Promise<void> {
  await killInTurn(ground, together(POINTS), await ground.postgres());
}

async function killInTurn(ground: Ground, kills: Kill[], databaseUrl: string | null): Promise<void> {
  const { provider } = ground;
  // One instance for each kind: limits are counted by instance.
  const origins = await Promise.all(BEHAVIOURS.map(() => provider.ask('start')));
  const installation = ground.install(origins, databaseUrl);
  const offsetMs = await ground.offsetMs();
  let worker = await installation.start({ offsetMs });
  for (const kill of kills) {
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: kill.behaviours });
    await stopAt(ground, worker, kill.point, accounts, origins);
    await installation.kill(worker, 'at a point');
    ground.tally.inject(accounts.ids.length);
    await Promise.all(origins.map((origin) => provider.ask('readAgain', origin)));
    worker = await installation.start({ offsetMs: await ground.offsetMs() });
    // What the killed one had sent may have been read after its end.
    const before = (await accounts.asked()).length;
    await recover(provider, worker, accounts);
    await check(ground, `F1 ${kill.point}`, accounts, installation, worker, before);
  }
}

async function stopAt(
  { provider }: Ground,
  worker: Worker,
  point: Point,
  accounts: Accounts,
  origins: string[],
) {
  const { ids } = accounts;
  const isTheirs = (value: unknown) => typeof value === 'string' && ids.includes(value);
  let stopped: Promise<unknown>;
  if (point === 'after connecting') {
    const waiting = provider.happened(
      ids.length,
      ({ event, origin }) => event === 'unread' && origins.includes(String(origin)),
    );
    // Discovery has its own connection first; what comes after it is not read.
    await worker.ask('arm', { point: 'before sending', accountIds: ids });
    const isAboutToSend = worker.happened(ids.length, ({ event }) => event === 'stopped');
    void worker.ask('renew', ids).catch(() => undefined);
    await isAboutToSend;
    await Promise.all(origins.map((origin) => provider.ask('stopReading', origin)));
    await worker.ask('letGo', ids);
    await waiting;
    return;
  }
  if (isAtProvider(point)) {
    const stage = AT_PROVIDER[point];
    await provider.ask(
      'inject',
      ids.map((clientId) => ({ clientId, times: 1, fault: { kind: 'hold', stage } })),
    );
    stopped = provider.happened(ids.length, ({ event, clientId }) => event === 'held' && isTheirs(clientId));
  } else {
    await worker.ask('arm', { point, accountIds: ids });
    stopped = worker.happened(
      ids.length,
      ({ event, accountId }) => event === 'stopped' && isTheirs(accountId),
    );
  }
  const renewed = worker.ask('renew', ids).catch(() => undefined);
  const early = renewed.then((outcomes) => {
    throw new Error(`Nothing stopped ${point}: ${outcomes}`);
  });
  await Promise.race([stopped, early]);
  early.catch(() => undefined);
}

/** At most one renewal for each account after the start, and none of it with a refresh token that a stored one had replaced. */
async function check(
  ground: Ground,
  where: string,
  accounts: Accounts,
  installation: Installation,
  worker: Worker,
  askedBefore: number,
) {
  const { tally } = ground;
  const verdicts = await accounts.judge(installation, worker);
  tally.count(where, verdicts);
  const asked = (await accounts.asked()).slice(askedBefore);
  for (const { accountId, isUnavoidable } of verdicts) {
    const theirs = asked.filter(({ clientId }) => clientId === accountId);
    const taken = theirs.filter(({ tokenWas }) => tokenWas === 'live' || tokenWas === 'graced');
    tally.expect(where, taken.length <= 1, `${accountId} was renewed ${taken.length} times after the start`);
    if (!isUnavoidable)
      tally.expect(
        where,
        taken.length === theirs.length,
        `${accountId} sent a spent refresh token after the start`,
      );
  }
}
