import { AppError } from '@/lib/errors';
import { classOf } from '@/lib/oauth/failure-class';
import type { Clock } from '@/lib/oauth/types';
import { backOffMs } from '@/lib/tokens/due';

/** At most two requests at a time to one instance: renewals leave its 25 a second to the pipelines. */
const PER_HOST = 2;
/** So many failures in a row that pass by themselves, and the instance is left alone for a while. */
const FAILURES_TO_PAUSE = 5;

interface Host {
  running: number;
  failures: number;
  pausedUntilMs: number;
}

/** How many renewals may run at each instance, and which instances are left alone for now: one that limits its rate, or that is down. */
export class HostLimits {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #hosts = new Map<string, Host>();

  constructor(clock: Clock, random: () => number = Math.random) {
    this.#clock = clock;
    this.#random = random;
  }

  hasRoom(origin: string): boolean {
    const host = this.#hosts.get(origin);
    return !host || (host.running < PER_HOST && !this.#isPaused(host));
  }

  /** Instances that are asked nothing now. */
  paused(): string[] {
    return [...this.#hosts].filter(([, host]) => this.#isPaused(host)).map(([origin]) => origin);
  }

  /** Runs one renewal and learns from how it went. */
  async run<T>(origin: string, renew: () => Promise<T>): Promise<T> {
    const host = this.#hosts.get(origin) ?? { running: 0, failures: 0, pausedUntilMs: 0 };
    this.#hosts.set(origin, host);
    host.running += 1;
    try {
      const result = await renew();
      host.failures = 0;
      return result;
    } catch (error) {
      this.#learn(host, error);
      throw error;
    } finally {
      host.running -= 1;
    }
  }

  #learn(host: Host, error: unknown) {
    // An instance that refuses one account is well.
    if (classOf(error) !== 'temporary') return;
    host.failures += 1;
    const asked = error instanceof AppError ? error.facts.retryAfterSeconds : undefined;
    const isLimited = error instanceof AppError && error.code === 'rate_limited';
    if (!isLimited && host.failures < FAILURES_TO_PAUSE) return;
    const ms = backOffMs(host.failures, this.#random(), typeof asked === 'number' ? asked : null);
    host.pausedUntilMs = Math.max(host.pausedUntilMs, this.#clock.now().getTime() + ms);
  }

  #isPaused = (host: Host) => host.pausedUntilMs > this.#clock.now().getTime();
}
