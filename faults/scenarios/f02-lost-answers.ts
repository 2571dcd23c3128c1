import { Accounts } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import type { Fault } from '../provider/faults.ts';
import { recover } from '../recover.ts';

const LOST: { what: string; fault: Fault; times: number }[] = [
  { what: 'reset', fault: { kind: 'reset', stage: 'request' }, times: 1 },
  { what: 'reset twice', fault: { kind: 'reset', stage: 'request' }, times: 2 },
  { what: 'cut', fault: { kind: 'cut' }, times: 1 },
  { what: 'half the JSON', fault: { kind: 'half-json' }, times: 1 },
  { what: 'a gateway without its server', fault: { kind: 'answer', status: 504, spends: true }, times: 1 },
];

/** F2: the provider has taken the refresh token, and its answer does not arrive. */
export async function loseAnswers(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  for (const { what, fault, times } of LOST) {
    const { installation, origins, worker } = await ground.shared();
    const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
    await provider.ask(
      'inject',
      accounts.ids.map((clientId) => ({ clientId, fault, times })),
    );
    tally.inject(accounts.ids.length * times);
    await recover(provider, worker, accounts);
    const verdicts = await accounts.judge(installation, worker);
    const where = `F2 ${what}`;
    await worker.ask('raiseAlerts');
    const alerted = new Map((await accounts.look(worker)).map((each) => [each.accountId, each.alertedAs]));
    tally.count(where, verdicts);
    for (const { accountId, isUnavoidable } of verdicts) {
      const behaviour = accounts.behaviourOf(accountId);
      // Asked again at once, a server with a grace window answers again.
      const isDead = behaviour === 'strict' || behaviour === 'family' || (behaviour === 'grace' && times > 1);
      const told = alerted.get(accountId) ?? null;
      tally.expect(where, told === (isUnavoidable ? 'reauth_required' : null), `people were told ${told}`);
      tally.expect(where, isUnavoidable === isDead, `${behaviour} was ${isUnavoidable ? '' : 'not '}lost`);
    }
    await worker.ask('retire', accounts.ids);
  }
}
