import { Accounts, MINUTE_MS, mixed } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Fault } from '../provider/faults.ts';
import { recover, untilDue } from '../recover.ts';

/** What may happen to a request, by chance; a fifth of them are hit. */
const FAULTS: Fault[] = [
  { kind: 'reset', stage: 'before' },
  { kind: 'reset', stage: 'request' },
  { kind: 'cut' },
  { kind: 'half-json' },
  { kind: 'answer', status: 503 },
  { kind: 'answer', status: 429, headers: { 'Retry-After': '7' } },
  { kind: 'answer', status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>' },
  { kind: 'members', members: { expires_in: 0 } },
  { kind: 'late', ms: 300 },
];
const HIT = 0.2;
const WELL_WITHIN_MS = 2 * MINUTE_MS;

/** F25: whatever may happen, at random, with SIGKILL every few seconds; one stretch of it for each turn of the run. */
export const soakEmbedded = (ground: Ground) => soak(ground, null);
export const soakOnPostgres = async (ground: Ground) => soak(ground, await ground.postgres());

async function soak(ground: Ground, databaseUrl: string | null): Promise<void> {
  const { provider, tally, random } = ground;
  const count = ground.isShort ? 25 : 200;
  const kills = ground.isShort ? 2 : 12;
  const origins = await Promise.all(Array.from({ length: 5 }, () => provider.ask('start')));
  const installation = ground.install(origins, databaseUrl);
  let worker = await installation.start({ offsetMs: await ground.offsetMs() });
  const accounts = await Accounts.make(provider, worker, { origins, behaviours: mixed(count) });
  for (let kill = 0; kill < kills; kill += 1) {
    const hit = accounts.ids.filter(() => random() < HIT);
    const rules = hit.map((clientId) => ({ clientId, times: 1, fault: pick(random) }));
    await provider.ask('inject', rules);
    // Counted in requests, not in seconds: a slow machine is killed as deep in its work as a quick one.
    const enough = provider.happened(
      1 + Math.floor(random() * count * 0.8),
      ({ event }) => event === 'asked',
    );
    const rounds = worker.ask('rounds').catch(() => undefined);
    await Promise.race([enough, settled(ground)]);
    await installation.kill(worker, 'anywhere');
    await rounds;
    tally.inject(rules.length + 1);
    worker = await installation.start({ offsetMs: await ground.offsetMs() });
    await worker.ask('endLeases');
    if (kill % 3 === 2) await untilDue(provider, [worker]);
  }
  await provider.ask('clearFaults');
  const tookMs = await recover(provider, worker, accounts);
  tally.expect('F25', tookMs <= WELL_WITHIN_MS, `well only ${tookMs / 1000} s after the last fault`);
  tally.count('F25', await accounts.judge(installation, worker));
}

const pick = (random: () => number): Fault => FAULTS[Math.floor(random() * FAULTS.length)] ?? { kind: 'cut' };

/** When nothing is asked any more there is nothing to wait for. */
async function settled({ provider }: Ground): Promise<void> {
  let last = -1;
  for (;;) {
    const now = (await provider.ask('countAsked')) as number;
    if (now === last) return;
    last = now;
    await new Promise((next) => setTimeout(next, 1500));
  }
}
