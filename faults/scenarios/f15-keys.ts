import { Accounts, mixed } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { recover, untilDue } from '../recover.ts';

const ACCOUNTS = 30;

/** F15: a new key, everything re-wrapped under it while tokens are renewed, and SIGKILL in between. The old key can be dropped at the end. */
export async function rotateKeys(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const origins = await Promise.all([provider.ask('start'), provider.ask('start'), provider.ask('start')]);
  const installation = ground.install(origins);
  let worker = await installation.start({ offsetMs: await ground.offsetMs() });
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: mixed(ACCOUNTS) });
  const kills = ground.isShort ? 1 : 4;
  for (let kill = 0; kill < kills; kill += 1) {
    const half = provider.happened(ACCOUNTS / 2, ({ event }) => event === 'asked');
    await worker.ask('addKey');
    const work = [worker.ask('rewrap'), worker.ask('round')].map((each) => each.catch(() => undefined));
    await half;
    await installation.kill(worker, 'anywhere');
    await Promise.all(work);
    tally.inject(ACCOUNTS);
    worker = await installation.start({ offsetMs: await ground.offsetMs() });
    const seen = await accounts.look(worker);
    const isReadable = seen.every(({ accessToken, refreshToken }) => accessToken && refreshToken);
    tally.expect('F15', isReadable && seen.length === ACCOUNTS, 'a value does not open');
    await recover(provider, worker, accounts);
    tally.count(`F15 kill ${kill + 1}`, await accounts.judge(installation, worker));
    await untilDue(provider, [worker]);
  }
  await worker.ask('rewrap');
  await worker.ask('dropKey', 'k1');
  const after = await accounts.look(worker);
  tally.expect(
    'F15',
    after.every(({ accessToken }) => accessToken),
    'a value needed the key that was dropped',
  );
}
