import { Accounts, HOUR_MS, MINUTE_MS } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import { pass } from '../recover.ts';

const STEP_MS = 30 * MINUTE_MS;

/** What happens to the clock of the installation for a while, in hours; the provider's stays right. */
const JUMPS: { what: string; hours: number; isDuringRenewal?: boolean }[] = [
  { what: '26 hours ahead', hours: 26 },
  { what: '26 hours behind', hours: -26 },
  { what: 'ten minutes ahead', hours: 1 / 6 },
  { what: 'ten minutes behind', hours: -1 / 6 },
  { what: 'a jump during the renewal', hours: 26, isDuringRenewal: true },
];

/** F11: clocks that jump. At most one renewal more than needed, never an access token that has ended, and the schedule heals. */
export async function jumpingClocks(ground: Ground): Promise<void> {
  const { provider, tally } = ground;
  for (const { what, hours, isDuringRenewal } of JUMPS) {
    const { installation, origins, worker } = await ground.shared();
    const accounts = await Accounts.make(provider, worker, {
      origins,
      behaviours: [...BEHAVIOURS, null],
      ageHours: isDuringRenewal ? 21 : 2,
    });
    const where = `F11 ${what}`;
    tally.inject(accounts.ids.length);
    await jump(ground, accounts, hours * HOUR_MS, isDuringRenewal === true);
    let ended = 0;
    for (let passedMs = 0; passedMs < 50 * HOUR_MS; passedMs += STEP_MS) {
      await worker.ask('round');
      const tokens = (await accounts.look(worker)).flatMap(({ accessToken }) => accessToken ?? []);
      ended += (await provider.ask('use', tokens)).filter((isTaken) => !isTaken).length;
      await pass(provider, [worker], STEP_MS);
    }
    tally.expect(where, ended === 0, `${ended} times an access token had ended`);
    for (const id of accounts.ids) {
      const asked = (await accounts.asked([id])).length;
      // Two days need two or three; one in the wrong time, one that puts it right.
      tally.expect(where, asked >= 2 && asked <= 5, `${asked} renewals in two days`);
    }
    tally.count(where, await accounts.judge(installation, worker));
    await worker.ask('retire', accounts.ids);
  }
}

async function jump(ground: Ground, accounts: Accounts, ms: number, isDuringRenewal: boolean) {
  const { provider } = ground;
  const { worker } = await ground.shared();
  if (!isDuringRenewal) {
    await worker.ask('moveClock', ms);
    await worker.ask('round');
    await worker.ask('moveClock', -ms);
    return;
  }
  const { ids } = accounts;
  const held = provider.happened(ids.length, ({ event }) => event === 'held');
  const fault = { kind: 'hold', stage: 'request' } as const;
  await provider.ask(
    'inject',
    ids.map((clientId) => ({ clientId, times: 1, fault })),
  );
  const renewing = worker.ask('renew', ids);
  await held;
  await worker.ask('moveClock', ms);
  // What looks old by this clock must not be tidied away: it is on its way.
  await worker.ask('settle');
  for (const id of ids) await provider.ask('letGo', id);
  await renewing;
  await worker.ask('moveClock', -ms);
}
