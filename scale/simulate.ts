import { AppError } from '@/lib/errors';
import { backOffMs, dueAt } from '@/lib/tokens/due';
import { HostLimits } from '@/lib/upkeep/host-limits';
import { AT_ONCE } from '@/lib/upkeep/renew-due';
import { Heap } from './heap.ts';
import { VirtualTime } from './virtual-time.ts';

export const HOUR_MS = 3_600_000;
const LIFE_MS = 24 * HOUR_MS;
/** How often a process looks at what instances that were left alone owe. */
const ROUND_MS = 60_000;

export interface Simulated {
  accounts: number;
  instances: number;
  replicas: number;
  /** How long an instance takes to answer. */
  latencyMs: number;
  /** All accounts were made within so many hours. */
  madeWithinHours: number;
  hours: number;
  /** Counting begins here, when the hours of their making no longer show. */
  countFromHour: number;
  /** No instance answers in these hours. */
  outage: { fromHour: number; untilHour: number } | null;
  seed: number;
}

export interface Outcome {
  requestsPerSecond: number;
  busiestMinutePerSecond: number;
  /** Most requests to one instance within a second. */
  mostToOneInstance: number;
  /** Accounts that were due and could not be renewed when the outage ended. */
  backlog: number;
  /** Minutes after the outage until nothing was overdue any more. */
  minutesToCatchUp: number | null;
  /** Tokens that ended before the next one came. */
  ended: number;
}

interface Account {
  instance: string;
  dueMs: number;
  expiresMs: number;
  failures: number;
}

/** The days of many accounts, event by event, by the product's own functions: when a token is due, how long to wait after a failure, how many may be asked at one instance. */
export async function simulate(wanted: Simulated): Promise<Outcome> {
  const time = new VirtualTime(Date.UTC(2026, 10, 24));
  const run = new Run(wanted, time);
  await time.runUntil(time.nowMs + wanted.hours * HOUR_MS);
  return run.outcome();
}

class Run {
  readonly #wanted: Simulated;
  readonly #time: VirtualTime;
  readonly #startMs: number;
  readonly #random: () => number;
  readonly #engines: { limits: HostLimits; running: number }[];
  readonly #ready = new Heap<Account>();
  /** Due, and their instance has no room. */
  #parked: Account[] = [];
  readonly #perMinute = new Map<number, number>();
  readonly #perInstance = new Map<string, { second: number; count: number }>();
  #most = 0;
  #counted = 0;
  #ended = 0;
  #overdue = 0;
  #backlog = 0;
  #caughtUpMs: number | null = null;

  constructor(wanted: Simulated, time: VirtualTime) {
    this.#wanted = wanted;
    this.#time = time;
    this.#startMs = time.nowMs;
    this.#random = seeded(wanted.seed);
    this.#engines = Array.from({ length: wanted.replicas }, () => {
      const limits = new HostLimits({ clock: time, random: this.#random });
      limits.replicas = wanted.replicas;
      return { limits, running: 0 };
    });
    for (let index = 0; index < wanted.accounts; index += 1) {
      const madeMs = this.#startMs + this.#random() * wanted.madeWithinHours * HOUR_MS;
      this.#getToken(
        { instance: `instance-${index % wanted.instances}`, dueMs: 0, expiresMs: 0, failures: 0 },
        madeMs,
      );
    }
    const unpark = () => {
      this.#unpark();
      time.at(time.nowMs + ROUND_MS, unpark);
    };
    time.at(this.#startMs + ROUND_MS, unpark);
    if (wanted.outage)
      time.at(this.#startMs + wanted.outage.untilHour * HOUR_MS, () => {
        this.#backlog = this.#overdue;
      });
  }

  outcome(): Outcome {
    const { hours, countFromHour, outage } = this.#wanted;
    const endMs = this.#startMs + (outage?.untilHour ?? 0) * HOUR_MS;
    const caughtUp = outage && this.#caughtUpMs !== null ? (this.#caughtUpMs - endMs) / 60_000 : null;
    return {
      requestsPerSecond: this.#counted / ((hours - countFromHour) * 3600),
      busiestMinutePerSecond: Math.max(0, ...this.#perMinute.values()) / 60,
      mostToOneInstance: this.#most,
      backlog: this.#backlog,
      minutesToCatchUp: caughtUp,
      ended: this.#ended,
    };
  }

  #getToken(account: Account, obtainedMs: number) {
    const life = { obtainedAt: new Date(obtainedMs), expiresAt: new Date(obtainedMs + LIFE_MS) };
    account.expiresMs = obtainedMs + LIFE_MS;
    account.failures = 0;
    this.#becomeDue(account, dueAt(life, this.#random()).getTime());
  }

  #becomeDue(account: Account, ms: number) {
    account.dueMs = ms;
    this.#time.at(ms, () => {
      if (account.failures === 0) this.#overdue += 1;
      this.#ready.push(account.expiresMs, account);
      this.#pump();
    });
  }

  #pump() {
    for (;;) {
      const engine = this.#engines.find(({ running }) => running < AT_ONCE);
      const account = engine && this.#ready.pop();
      if (!engine || !account) return;
      const withRoom = this.#engines.find(
        ({ running, limits }) => running < AT_ONCE && limits.hasRoom(account.instance),
      );
      if (withRoom) void this.#renew(withRoom, account);
      else this.#parked.push(account);
    }
  }

  #unpark() {
    for (const account of this.#parked.splice(0)) this.#ready.push(account.expiresMs, account);
    this.#pump();
  }

  async #renew(engine: { limits: HostLimits; running: number }, account: Account) {
    engine.running += 1;
    const { latencyMs } = this.#wanted;
    const released = engine.limits.whenRoom();
    try {
      await engine.limits.run(account.instance, async () => {
        this.#count(account.instance);
        await this.#time.wait(latencyMs);
        if (this.#isOutage()) throw unreachable;
      });
      if (this.#time.nowMs > account.expiresMs) this.#ended += 1;
      this.#overdue -= 1;
      if (this.#overdue === 0 && this.#backlog > 0 && !this.#isOutage())
        this.#caughtUpMs ??= this.#time.nowMs;
      this.#getToken(account, this.#time.nowMs);
    } catch {
      account.failures += 1;
      const inMs = backOffMs(account.failures, this.#random(), null);
      this.#becomeDue(account, this.#time.nowMs + inMs);
    } finally {
      engine.running -= 1;
    }
    this.#pump();
    await released;
    if (!this.#isOutage()) this.#unpark();
  }

  #isOutage(): boolean {
    const { outage } = this.#wanted;
    const hour = (this.#time.nowMs - this.#startMs) / HOUR_MS;
    return outage !== null && hour >= outage.fromHour && hour < outage.untilHour;
  }

  #count(instance: string) {
    const second = Math.floor(this.#time.nowMs / 1000);
    const seen = this.#perInstance.get(instance);
    const count = seen?.second === second ? seen.count + 1 : 1;
    this.#perInstance.set(instance, { second, count });
    this.#most = Math.max(this.#most, count);
    if (this.#time.nowMs < this.#startMs + this.#wanted.countFromHour * HOUR_MS) return;
    this.#counted += 1;
    const minute = Math.floor(second / 60);
    this.#perMinute.set(minute, (this.#perMinute.get(minute) ?? 0) + 1);
  }
}

/** As it is thrown when nobody answers; that it has a trace tells that the instance was asked. */
const unreachable = new AppError('instance_unreachable', {
  retryable: true,
  trace: {
    method: 'POST',
    url: 'https://acme.coupahost.com/oauth2/token',
    sent: {},
    startedAt: '',
    durationMs: 0,
  } as never,
});

/** The same numbers in every run of one seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
