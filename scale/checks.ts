import { ASSUMED, compute } from './compute.ts';
import measured from './measured.json' with { type: 'json' };
import { type Outcome, type Simulated, simulate } from './simulate.ts';

interface Check {
  words: string;
  run(accounts: number): Promise<{ simulated: string; computed: string; isRight: boolean }>;
}

const { hoursBetweenRenewals, latencyMs, outageHours, accountsPerInstance } = ASSUMED;

/** Long after all accounts were made, evenly over time. */
const settled = (accounts: number): Simulated => ({
  ...{ accounts, instances: Math.ceil(accounts / accountsPerInstance), replicas: 2, latencyMs, seed: 7 },
  ...{ madeWithinHours: hoursBetweenRenewals, hours: 72, countFromHour: 24, outage: null },
});
const withOutage = (accounts: number): Simulated => ({
  ...settled(accounts),
  hours: 36,
  outage: { fromHour: 24, untilHour: 24 + outageHours },
});

/** Within so large a part of what was computed. */
const near = (value: number, computed: number, within: number) => Math.abs(value / computed - 1) <= within;

const check = (
  words: string,
  wanted: (accounts: number) => Simulated,
  of: (outcome: Outcome) => number,
  computedOf: (computed: ReturnType<typeof compute>) => number,
  isRight: (simulated: number, computed: number) => boolean,
): Check => ({
  words,
  async run(accounts) {
    const simulated = of(await simulate(wanted(accounts)));
    const computed = computedOf(compute(accounts, measured));
    const text = (value: number) => String(Number(value.toPrecision(3)));
    return {
      simulated: text(simulated),
      computed: text(computed),
      isRight: isRight(simulated, computed),
    };
  },
});

export const CHECKS: Check[] = [
  check(
    'renewals a second',
    settled,
    ({ requestsPerSecond }) => requestsPerSecond,
    ({ renewalsPerSecond }) => renewalsPerSecond,
    (simulated, computed) => near(simulated, computed, 0.05),
  ),
  check(
    'renewals a second in the busiest minute',
    settled,
    ({ busiestMinutePerSecond }) => busiestMinutePerSecond,
    ({ busiestMinutePerSecond }) => busiestMinutePerSecond,
    (simulated, computed) => simulated <= computed * 1.15,
  ),
  check(
    'renewals a second on the first day of accounts made in one hour',
    (accounts) => ({ ...settled(accounts), madeWithinHours: 1, hours: 24, countFromHour: 0 }),
    ({ busiestMinutePerSecond }) => busiestMinutePerSecond,
    ({ herdPerSecond }) => herdPerSecond,
    (simulated, computed) => simulated >= computed && simulated <= computed + 4 * Math.sqrt(computed / 60),
  ),
  check(
    'overdue after the outage',
    withOutage,
    ({ backlog }) => backlog,
    ({ backlog }) => backlog,
    (simulated, computed) => near(simulated, computed, 0.1),
  ),
  check(
    'tokens that ended in the outage',
    withOutage,
    ({ ended }) => ended,
    ({ ended }) => ended,
    (simulated, computed) => near(simulated, computed, 0.25),
  ),
  check(
    'minutes to catch up',
    withOutage,
    ({ minutesToCatchUp }) => minutesToCatchUp ?? Number.POSITIVE_INFINITY,
    ({ minutesToCatchUp }) => minutesToCatchUp,
    (simulated, computed) => simulated <= computed + 2,
  ),
  check(
    'most requests to one instance in a second, all accounts at one instance',
    (accounts) => ({ ...withOutage(accounts), instances: 1 }),
    ({ mostToOneInstance }) => mostToOneInstance,
    () => ASSUMED.perInstancePerSecond,
    (simulated, computed) => simulated <= computed + 4,
  ),
];
