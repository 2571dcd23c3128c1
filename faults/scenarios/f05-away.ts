import { Accounts, HOUR_MS, MINUTE_MS } from '../accounts.ts';
import type { Ground, Shared } from '../ground.ts';
import { pass } from '../recover.ts';

const STEP_MS = 30_000;
/** An instance that is away is looked at about once a minute, by two accounts at most; while it is new, a little oftener. */
const MOST_A_MINUTE = 4;
const BACK_WITHIN_MS = 2 * MINUTE_MS;
const ACCOUNTS = 24;
/** The deadline of ten seconds ends after a fifth of one. */
const HASTE = 50;

/**
 * F5: an instance is away for hours: refused, in trouble, silent. It is asked less and less often, the access tokens stay, and when
 * it is back every token is renewed within two minutes.
 */
export async function awayForHours(ground: Ground): Promise<void> {
  const hours = ground.isShort ? 0.5 : 6;
  for (const way of ['refused', 'trouble', 'silent'] as const) {
    const shared = await ground.shared();
    const { origins, worker } = shared;
    // A silent instance costs real time.
    const lengthMs = (way === 'silent' ? hours / 6 : hours) * HOUR_MS;
    const behaviours = Array.from({ length: ACCOUNTS }, () => 'strict' as const);
    const ageHours = (index: number) => 20.5 - index / 20;
    const accounts = await Accounts.make(ground.provider, worker, {
      origins: origins.slice(0, 2),
      behaviours,
      ageHours,
    });
    await goAway(ground, shared, way);
    const tries = await countTries(ground, shared, accounts, lengthMs);
    ground.tally.inject(tries);
    const where = `F5 ${way}`;
    const most = (lengthMs / MINUTE_MS) * MOST_A_MINUTE + ACCOUNTS * 2;
    ground.tally.expect(
      where,
      tries > 0 && tries <= most,
      `${tries} tries in ${lengthMs / MINUTE_MS} minutes`,
    );
    await comeBack(ground, shared, way);
    await measureReturn(ground, shared, accounts, where);
    await worker.ask('retire', accounts.ids);
  }
}

async function goAway(
  { provider }: Ground,
  { origins, worker }: Shared,
  way: 'refused' | 'trouble' | 'silent',
) {
  for (const origin of origins.slice(0, 2)) {
    if (way === 'refused') await provider.ask('close', origin);
    if (way === 'trouble') await provider.ask('inject', [{ origin, fault: { kind: 'answer', status: 503 } }]);
    if (way === 'silent')
      await provider.ask('inject', [{ origin, fault: { kind: 'hold', stage: 'before' } }]);
  }
  if (way === 'silent') await worker.ask('setHaste', HASTE);
}

async function comeBack(
  { provider }: Ground,
  { origins, worker }: Shared,
  way: 'refused' | 'trouble' | 'silent',
) {
  await provider.ask('clearFaults');
  await worker.ask('setHaste', 1);
  if (way === 'refused') for (const origin of origins.slice(0, 2)) await provider.ask('listen', origin);
}

/** Failed tries, with the access tokens of the beginning still there. */
async function countTries(
  { provider, tally }: Ground,
  { worker }: Shared,
  accounts: Accounts,
  lengthMs: number,
) {
  let tries = 0;
  for (let passedMs = 0; passedMs < lengthMs; passedMs += STEP_MS) {
    const { failed } = await worker.ask('round');
    tries += failed;
    await pass(provider, [worker], STEP_MS);
  }
  const seen = await accounts.look(worker);
  tally.expect(
    'F5',
    seen.every(({ version, accessToken }) => version === 1 && accessToken),
    'a token is gone',
  );
  const isDue = seen.filter(({ dueAt }) => Date.parse(dueAt ?? '') < Date.now() + 365 * 24 * HOUR_MS);
  tally.expect('F5', isDue.length === seen.length, 'one was given up');
  return tries;
}

/** Rounds as often as jobs ask for them, until everything that was due is renewed. */
async function measureReturn(
  { provider, tally }: Ground,
  { installation, worker }: Shared,
  accounts: Accounts,
  where: string,
) {
  let backMs = 0;
  for (;;) {
    await worker.ask('round');
    const left = (await accounts.look(worker)).filter(({ state }) => state !== 'healthy');
    if (left.length === 0) break;
    if (backMs > 30 * MINUTE_MS) return tally.expect(where, false, `${left.length} are still not renewed`);
    await pass(provider, [worker], 10_000);
    backMs += 10_000;
  }
  tally.expect(where, backMs <= BACK_WITHIN_MS, `took ${backMs / 1000} s after the return`);
  tally.count(where, await accounts.judge(installation, worker));
}
