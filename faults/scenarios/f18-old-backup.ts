import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { recover, untilDue } from '../recover.ts';

/** F18: a database of two days ago is put back. The journal knows the refresh tokens that live; the old ones are not sent. */
export async function restoreOldDatabase(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  const origins = await Promise.all(BEHAVIOURS.map(() => provider.ask('start')));
  const installation = ground.install(origins);
  const database = path.join(installation.directory, 'db');
  const copy = path.join(installation.directory, 'backup');
  let worker = await installation.start({ offsetMs: await ground.offsetMs() });
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS, null] });
  await worker.ask('round');
  await installation.close(worker);
  cpSync(database, copy, { recursive: true });

  worker = await installation.start({ offsetMs: await ground.offsetMs() });
  for (let generation = 0; generation < 2; generation += 1) {
    await untilDue(provider, [worker]);
    await worker.ask('round');
  }
  const newest = await accounts.look(worker);
  await installation.close(worker);
  rmSync(database, { recursive: true });
  cpSync(copy, database, { recursive: true });
  tally.inject(accounts.ids.length);

  const before = (await accounts.asked()).length;
  worker = await installation.start({ offsetMs: await ground.offsetMs() });
  const seen = await accounts.look(worker);
  for (const [index, { accountId, refreshToken }] of seen.entries()) {
    const was = newest.find((each) => each.accountId === accountId);
    tally.expect('F18', refreshToken === was?.refreshToken, `${index}: an old refresh token is in use`);
  }
  await recover(provider, worker, accounts);
  await untilDue(provider, [worker]);
  await recover(provider, worker, accounts);
  const later = (await accounts.asked()).slice(before);
  const replays = later.filter(({ tokenWas }) => tokenWas === 'spent' || tokenWas === 'revoked');
  tally.expect('F18', replays.length === 0, `${replays.length} spent refresh tokens were sent`);
  tally.count('F18', await accounts.judge(installation, worker));
}
