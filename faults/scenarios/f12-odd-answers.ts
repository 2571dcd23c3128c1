import { Accounts } from '../accounts.ts';
import type { Ground, Shared } from '../ground.ts';
import { BEHAVIOURS } from '../provider/behaviours.ts';
import type { Fault } from '../provider/faults.ts';
import { pass, recover } from '../recover.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const WALL = '<!doctype html><title>Sign in</title><input type="password">';

const ODD_LIFETIMES: [what: string, expiresIn: unknown][] = [
  ['no expires_in', null],
  ['expires_in 0', 0],
  ['expires_in negative', -5],
  ['expires_in in words', 'soon'],
  ['expires_in huge', 1e12],
  ['expires_in 1', 1],
];

/** F12: lifetimes that cannot be meant. What came with them is kept, and nothing is asked for in a loop. */
export async function oddLifetimes(ground: Ground): Promise<void> {
  for (const [what, expires_in] of ODD_LIFETIMES) {
    const shared = await ground.shared();
    const accounts = await begin(ground, shared, { kind: 'members', members: { expires_in } }, 1);
    const where = `F12 ${what}`;
    await ground.provider.ask('clearFaults');
    await end(ground, shared, accounts, where);
  }
  const shared = await ground.shared();
  const unusable: Fault = { kind: 'members', members: { expires_in: 0 } };
  await end(ground, shared, await begin(ground, shared, unusable, 5), 'F12 five in a row');
  const always = await begin(ground, shared, { kind: 'members', members: { expires_in: 1 } });
  const steps = 30;
  for (let step = 0; step < steps; step += 1) {
    await pass(ground.provider, [shared.worker], 10_000);
    await shared.worker.ask('round');
  }
  // A life of a second is taken for a minute, and half of that is waited for.
  const most = 2 + (steps * 10) / 25;
  for (const id of always.ids) {
    const asked = (await always.asked([id])).length;
    ground.tally.expect('F12 always 1', asked <= most, `${asked} requests in ${steps * 10} seconds`);
  }
  await ground.provider.ask('clearFaults');
  await end(ground, shared, always, 'F12 always 1');
}

const NO_GRANT: [what: string, fault: Fault][] = [
  ['a page to sign in', { kind: 'answer', status: 200, headers: HTML, body: WALL }],
  ['a page of a firewall', { kind: 'answer', status: 403, headers: HTML, body: WALL }],
  ['a list', { kind: 'answer', status: 200, body: '[]' }],
  ['half an object', { kind: 'answer', status: 200, body: '{"access_token":"made-up' }],
  ['another type', { kind: 'members', members: { token_type: 'mac' } }],
  ['a scope that is no text', { kind: 'members', members: { scope: 7 } }],
  ['an access token that is no text', { kind: 'members', members: { access_token: 7 } }],
];

/** F13: 200 with something else than a grant. The tokens in use stay, and it is asked again later. */
export async function noGrants(ground: Ground): Promise<void> {
  for (const [what, fault] of NO_GRANT) {
    const shared = await ground.shared();
    const accounts = await begin(ground, shared, fault, 1);
    await end(ground, shared, accounts, `F13 ${what}`);
  }
}

/** F14: invalid_grant as a glitch, however often it is asked for within those seconds: nobody is sent to sign in again. */
export async function glitches(ground: Ground): Promise<void> {
  const shared = await ground.shared();
  const { worker } = shared;
  const fault: Fault = { kind: 'answer', status: 400, body: '{"error":"invalid_grant"}' };
  const accounts = await begin(ground, shared, fault, 3);
  await worker.ask('renew', accounts.ids);
  await worker.ask('renew', accounts.ids);
  for (const { accountId, state, dueAt } of await accounts.look(worker))
    ground.tally.expect(
      'F14',
      state === 'degraded' && dueAt !== null,
      `${accountId} is ${state} after a glitch`,
    );
  await ground.provider.ask('clearFaults');
  await end(ground, shared, accounts, 'F14');
}

async function begin({ provider, tally }: Ground, { origins, worker }: Shared, fault: Fault, times?: number) {
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: [...BEHAVIOURS] });
  const before = await accounts.look(worker);
  const rules = accounts.ids.map((clientId) => ({ clientId, fault, ...(times && { times }) }));
  await provider.ask('inject', rules);
  tally.inject(rules.length * (times ?? 1));
  await worker.ask('round');
  const after = await accounts.look(worker);
  for (const [index, { accountId, version, accessToken }] of after.entries()) {
    const was = before.find((each) => each.accountId === accountId);
    const isTouched = version === was?.version && accessToken !== was.accessToken;
    tally.expect(`${fault.kind} ${index}`, !isTouched, `${accountId} lost its access token`);
  }
  return accounts;
}

async function end(
  { provider, tally }: Ground,
  { installation, worker }: Shared,
  accounts: Accounts,
  where: string,
) {
  await recover(provider, worker, accounts);
  tally.count(where, await accounts.judge(installation, worker));
  for (const { accountId, state } of await accounts.look(worker))
    tally.expect(where, state === 'healthy', `${accountId} is ${state} at the end`);
  await worker.ask('retire', accounts.ids);
}
