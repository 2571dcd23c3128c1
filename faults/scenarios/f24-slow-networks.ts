import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import type { Fault } from '../provider/faults.ts';
import { recover } from '../recover.ts';

const SLOW: { what: string; fault: Fault; times: number }[] = [
  { what: 'nothing ever comes', fault: { kind: 'hold', stage: 'before' }, times: 2 },
  { what: 'a byte now and then', fault: { kind: 'drip', everyMs: 100 }, times: 1 },
  { what: 'reset before anything', fault: { kind: 'reset', stage: 'before' }, times: 2 },
];
/** The deadline of ten seconds ends after a fifth of one. */
const HASTE = 50;

/** F24: networks that are slow or break. A request ends by its deadline. */
export async function slowNetworks(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  for (const { what, fault, times } of SLOW) {
    const { installation, origins, worker } = await ground.shared();
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
    await provider.ask(
      'inject',
      accounts.ids.map((clientId) => ({ clientId, fault, times })),
    );
    tally.inject(accounts.ids.length * times);
    await worker.ask('setHaste', HASTE);
    await worker.ask('round');
    await worker.ask('setHaste', 1);
    await provider.ask('clearFaults');
    await recover(provider, worker, accounts);
    tally.count(`F24 ${what}`, await accounts.judge(installation, worker));
    await worker.ask('retire', accounts.ids);
  }
}
