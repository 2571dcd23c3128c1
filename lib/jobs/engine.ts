import type { PgBoss } from 'pg-boss';
import type { AuthorizeContext } from '@/lib/authorize/begin';
import { HANDLERS } from '@/lib/jobs/handlers';
import type { Hinter } from '@/lib/jobs/hint-job';
import { limitsOf } from '@/lib/jobs/limits-of';
import { openBoss } from '@/lib/jobs/open-boss';
import { QUEUE_NAMES, QUEUES, type QueueName } from '@/lib/jobs/queues';
import { quietly } from '@/lib/jobs/quietly';
import { log } from '@/lib/log';

const TICK_MS = 60_000;
/** A queue of each minute that did not run here for so long runs without pg-boss. */
const ALONE_AFTER_MS = 3 * TICK_MS;
/** Processes that may join in one round of renewals. */
const MOST_HELPERS = 8;
/** Requests have a deadline of ten seconds; what is later than this is left to the journal. */
const FINISH_MS = 8000;

export interface EngineSettings {
  context: AuthorizeContext;
  /** False in a process that only asks for runs, while others work. */
  isWorking: boolean;
  /** Throws while nothing may be written. */
  requireRoom(): void;
}

interface JobData {
  isHelp?: boolean;
}

/**
 * The work that runs by itself. The rows say what there is to do; pg-boss only decides which process looks at them now. So this
 * goes on without it: while it cannot be opened, or brings nothing for three minutes, the queues of each minute run here by a
 * plain timer, at worst in several processes at once, which the leases of the rows allow.
 */
export class JobEngine implements Hinter {
  readonly #settings: EngineSettings;
  readonly #stop = new AbortController();
  readonly #running = new Map<QueueName, Promise<void>>();
  readonly #ranAtMs = new Map<QueueName, number>();
  readonly #trouble = quietly('jobs_engine_away');
  #boss: PgBoss | null = null;
  #opening: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #stopping: Promise<void> | null = null;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
    for (const queue of QUEUE_NAMES) this.#ranAtMs.set(queue, this.#nowMs());
  }

  /** Opens pg-boss unless it is open. Never throws; each tick tries again. */
  open(): Promise<void> {
    if (this.#boss || this.#stop.signal.aborted) return Promise.resolve();
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Renews at once what became due while nobody ran, the token that ends first at the front; then works as jobs come. */
  async begin(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    this.#timer = setInterval(() => void this.tick(), TICK_MS).unref();
    if (this.#settings.isWorking) void this.run('renewals');
    await this.tick();
  }

  /**
   * Once a minute: looks which queues had no run here for long, before anything is asked of an engine that may not answer; then
   * asks for the runs that the clock owes, the same ones in every process.
   */
  async tick(): Promise<void> {
    const { isWorking } = this.#settings;
    if (isWorking) for (const queue of this.#overdue()) void this.run(queue);
    await this.open();
    if (!isWorking) return;
    for (const queue of QUEUE_NAMES)
      await this.#send(queue, null, { singletonKey: 'clock', singletonSeconds: QUEUES[queue].everySeconds });
    await this.#shareRate().catch(this.#trouble);
  }

  async hint(queue: QueueName): Promise<void> {
    if (this.#boss) await this.#send(queue, null, {});
    else if (this.#timer && this.#settings.isWorking) void this.run(queue);
  }

  /** Runs a queue in this process, one run at a time. What fails is logged. */
  run(queue: QueueName): Promise<void> {
    return this.#run(queue, false).catch(() => undefined);
  }

  /** Takes up nothing more, lets what is under way finish, at most eight seconds, and ends pg-boss. */
  stop(): Promise<void> {
    this.#stopping ??= this.#end();
    return this.#stopping;
  }

  async #open() {
    const { context, isWorking, requireRoom } = this.#settings;
    try {
      requireRoom();
      this.#boss = await openBoss({ driver: context.store.driver, isWorking, requireRoom });
      if (isWorking) for (const queue of QUEUE_NAMES) await this.#takeJobs(this.#boss, queue);
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** A notification wakes the worker at once; the intervals are for a connection that brings none, through a pooler for example. */
  #takeJobs = (boss: PgBoss, queue: QueueName) =>
    boss.work<JobData | null>(
      queue,
      { pollingIntervalSeconds: 5, notifyPollingIntervalSeconds: 60 },
      async ([job]) => {
        // pg-boss keeps what is thrown in its table; the error itself was logged, without its values.
        await this.#run(queue, job?.data?.isHelp ?? false).catch(() => {
          throw new Error(`${queue} failed, see the log`);
        });
      },
    );

  #run(queue: QueueName, isHelp: boolean): Promise<void> {
    const before = this.#running.get(queue);
    if (before) return before;
    const work = this.#attempt(queue, isHelp).finally(() => this.#running.delete(queue));
    this.#running.set(queue, work);
    return work;
  }

  async #attempt(queue: QueueName, isHelp: boolean) {
    const { context, requireRoom } = this.#settings;
    const { signal } = this.#stop;
    try {
      requireRoom();
      await HANDLERS[queue]({ context, signal, askForHelp: () => !isHelp && this.#askForHelp(queue) });
    } catch (error) {
      // The store closes while the process ends; that is no failure.
      if (!signal.aborted) log.error('job_failed', { queue, error: error instanceof Error ? error : null });
      throw error;
    } finally {
      this.#ranAtMs.set(queue, this.#nowMs());
    }
  }

  #overdue = () =>
    QUEUE_NAMES.filter(
      (queue) =>
        QUEUES[queue].everySeconds * 1000 <= TICK_MS &&
        this.#nowMs() - (this.#ranAtMs.get(queue) ?? 0) > ALONE_AFTER_MS,
    );

  /** An instance's limit counts for all processes together, so each keeps to its part of it. */
  async #shareRate() {
    const instances = (await this.#boss?.getInstances()) ?? [];
    const working = instances.filter(({ live, supervise }) => live && supervise).length;
    limitsOf(this.#settings.context).replicas = Math.max(1, working);
  }

  #askForHelp(queue: QueueName) {
    for (let each = 1; each <= MOST_HELPERS; each += 1)
      void this.#send(queue, { isHelp: true }, { singletonKey: `help-${each}` });
  }

  /** Of jobs with the same key one at most waits, and of those with a span one is made in each. */
  async #send(
    queue: QueueName,
    data: JobData | null,
    key: { singletonKey?: string; singletonSeconds?: number },
  ): Promise<void> {
    if (!this.#stop.signal.aborted) await this.#boss?.send(queue, data, key).catch(this.#trouble);
  }

  async #end() {
    this.#stop.abort();
    clearInterval(this.#timer);
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, FINISH_MS);
    await Promise.race([this.#finish(), late.promise]);
    clearTimeout(timer);
  }

  async #finish() {
    await this.#opening;
    const engine = this.#boss?.stop({ graceful: true, timeout: FINISH_MS });
    await Promise.allSettled([engine, ...this.#running.values()]);
  }

  #nowMs = () => this.#settings.context.clock.now().getTime();
}
