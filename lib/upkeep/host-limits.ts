import { AppError } from '@/lib/errors';
import { classOf } from '@/lib/oauth/failure-class';
import type { Clock } from '@/lib/oauth/types';
import { backOffMs } from '@/lib/tokens/due';

/** At most two requests at a time to one instance. */
const PER_HOST = 2;
/** A place is taken for at least so long: 20 a second from all replicas together leave Coupa's 25 a second some air. */
const PLACE_MS = 100;
/** So many failures in a row that pass by themselves, and the instance is left alone for a while. */
const FAILURES_TO_PAUSE = 5;
/** While it is away it is looked at about once a minute, by whichever account is due. */
const LONGEST_PAUSE_MS = 60_000;

interface Host {
  running: number;
  failures: number;
  /** Null when it is not left alone. The start says that a clock was set back since; then nothing is waited for. */
  pause: { fromMs: number; untilMs: number } | null;
}

interface Options {
  clock: Clock;
  /** In [0, 1). */
  random?: () => number;
  /** Told when an instance answers again that had been left alone. */
  onRecovered?(origin: string): Promise<void>;
}

/**
 * How many requests may run at each instance, how close after another, and which instances are left alone for now: one that
 * limits its rate, or that is down. One for everything that a process asks of instances by itself.
 */
export class HostLimits {
  /** Processes that share the work; each keeps to its part of the rate. */
  replicas = 1;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #onRecovered: (origin: string) => Promise<void>;
  readonly #hosts = new Map<string, Host>();
  #released = Promise.withResolvers<void>();

  constructor({ clock, random = Math.random, onRecovered = async () => undefined }: Options) {
    this.#clock = clock;
    this.#random = random;
    this.#onRecovered = onRecovered;
  }

  hasRoom(origin: string): boolean {
    const host = this.#hosts.get(origin);
    return !host || (host.running < PER_HOST && !this.isPaused(origin));
  }

  isPaused(origin: string): boolean {
    return this.#pauseLeftMs(this.#hosts.get(origin)) > 0;
  }

  /** Instances that are asked nothing more now: left alone, or with no room. */
  closed(): string[] {
    return [...this.#hosts.keys()].filter((origin) => !this.hasRoom(origin));
  }

  /** Resolves when a place has become free. */
  whenRoom(): Promise<void> {
    return this.#released.promise;
  }

  /** Runs one piece of work and learns from how it went. Its place is free when it has ended, and a moment after it began. */
  async run<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const host = this.#hosts.get(origin) ?? { running: 0, failures: 0, pause: null };
    this.#hosts.set(origin, host);
    host.running += 1;
    const beganMs = performance.now();
    try {
      const result = await work();
      await this.#noteSuccess(origin, host);
      return result;
    } catch (error) {
      this.#noteFailure(host, error);
      throw error;
    } finally {
      this.#release(host, beganMs + PLACE_MS * this.replicas - performance.now());
    }
  }

  async #noteSuccess(origin: string, host: Host) {
    const wasAway = host.failures >= FAILURES_TO_PAUSE;
    host.failures = 0;
    host.pause = null;
    if (wasAway) await this.#onRecovered(origin);
  }

  #noteFailure(host: Host, error: unknown) {
    // An instance that refuses one account is well, and trouble of our own says nothing of it.
    if (!(error instanceof AppError) || classOf(error) !== 'temporary' || !error.trace) return;
    host.failures += 1;
    const { retryAfterSeconds } = error.facts;
    const asked = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null;
    if (error.code !== 'rate_limited' && asked === null && host.failures < FAILURES_TO_PAUSE) return;
    const ms = backOffMs(host.failures, this.#random(), asked);
    const pauseMs = asked === null ? Math.min(ms, LONGEST_PAUSE_MS) : ms;
    const fromMs = this.#clock.now().getTime();
    host.pause = { fromMs, untilMs: fromMs + Math.max(pauseMs, this.#pauseLeftMs(host)) };
  }

  #pauseLeftMs(host: Host | undefined): number {
    const nowMs = this.#clock.now().getTime();
    return host?.pause && host.pause.fromMs <= nowMs ? host.pause.untilMs - nowMs : 0;
  }

  #release(host: Host, inMs: number) {
    const free = () => {
      host.running -= 1;
      this.#released.resolve();
      this.#released = Promise.withResolvers();
    };
    if (inMs > 0) setTimeout(free, inMs).unref();
    else free();
  }
}
