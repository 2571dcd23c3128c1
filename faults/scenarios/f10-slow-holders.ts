import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Installation, Worker } from '../lab.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { recover, untilDue } from '../recover.ts';

/** Longer than a lease, so that whoever wakes up has to see it. */
const ASLEEP_MS = 120_000;

/**
 * F10 and F20: a process stops, by SIGSTOP and with its machine asleep, in the middle of renewals; another takes over when the
 * leases have ended; then the first goes on. What it may still do is store what the provider holds alive.
 */
export async function slowHolders(ground: Ground): Promise<void> {
  const { provider } = ground;
  const origins = await Promise.all(BEHAVIOURS.map(() => provider.ask('start')));
  const installation = ground.install(origins, await ground.postgres());
  const offsetMs = await ground.offsetMs();
  for (const where of ['before it sends', 'with the answer on its way'] as const) {
    const slow = await installation.start({ journal: 'a', offsetMs });
    const quick = await installation.start({ journal: 'b', offsetMs: await ground.offsetMs() });
    await takeOver(ground, { installation, origins, slow, quick, where });
    await installation.close(slow);
    await installation.close(quick);
  }
}

interface Two {
  installation: Installation;
  origins: string[];
  slow: Worker;
  quick: Worker;
  where: 'before it sends' | 'with the answer on its way';
}

async function takeOver({ provider, tally }: Ground, { installation, origins, slow, quick, where }: Two) {
  const accounts = await Accounts.make(provider, slow, { origins, behaviours: [...BEHAVIOURS] });
  const { ids } = accounts;
  const hasSent = where === 'with the answer on its way';
  const stopped = hasSent
    ? provider.happened(ids.length, ({ event }) => event === 'held')
    : slow.happened(ids.length, ({ event }) => event === 'stopped');
  if (hasSent) {
    const fault = { kind: 'hold', stage: 'request' } as const;
    await provider.ask(
      'inject',
      ids.map((clientId) => ({ clientId, times: 1, fault })),
    );
  } else await slow.ask('arm', { point: 'after the claim', accountIds: ids });
  const renewing = slow.ask('renew', ids);
  await stopped;
  slow.child.kill('SIGSTOP');
  tally.inject(ids.length);

  await quick.ask('endLeases');
  await quick.ask('round');
  const before = (await accounts.asked()).length;
  slow.child.kill('SIGCONT');
  await slow.ask('sleep', ASLEEP_MS);
  if (hasSent) for (const id of ids) await provider.ask('letGo', id);
  else await slow.ask('letGo', ids);
  await renewing;
  const later = (await accounts.asked()).slice(before);
  tally.expect(
    `F10 ${where}`,
    hasSent || later.length === 0,
    `${later.length} requests on leases that had ended`,
  );

  await recover(provider, quick, accounts);
  await slow.ask('settle');
  await recover(provider, slow, accounts);
  // A refresh token that died unnoticed is noticed when it is needed next.
  await untilDue(provider, [slow, quick]);
  await recover(provider, quick, accounts);
  const verdicts = await accounts.judge(installation, quick);
  // Another process had to ask with the token that the first had spent: a server that ends the family for that has ended it.
  tally.count(`F10 ${where}`, verdicts);
}
