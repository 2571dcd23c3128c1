import type { AuthorizeContext } from '@/lib/authorize/begin';
import { type DueAccount, listDue } from '@/lib/upkeep/data';
import type { HostLimits } from '@/lib/upkeep/host-limits';
import { limitOutbound } from '@/lib/upkeep/limited-outbound';
import { healDueTimes } from '@/lib/upkeep/mutations';
import { renewToken } from '@/lib/upkeep/renew';
import { settleAll } from '@/lib/upkeep/settle-journal';

/** Requests on their way at once, over all instances. */
export const AT_ONCE = 8;
/** Renewals under way at once: while some wait for Coupa, others are on their way into or out of the database. */
const UNDER_WAY = 2 * AT_ONCE;
/** Rows read together. */
const BATCH = 200;

export interface Round {
  renewed: number;
  failed: number;
}

/**
 * Renews whatever is due, those whose token ends first at the front, within the limits of each instance. What fails is written
 * into its row with the time of its next try; no account has a second turn in a round, whatever came of the first. Takes up
 * nothing more once the signal is aborted, and ends when what is under way has ended.
 */
export async function renewDue(
  context: AuthorizeContext,
  limits: HostLimits,
  signal: AbortSignal,
): Promise<Round> {
  const round: Round = { renewed: 0, failed: 0 };
  await settleAll(context);
  await healDueTimes(context.store, context.clock.now());
  const queue = new DueQueue(context, limits);
  const limited = { ...context, outbound: limitOutbound(context.outbound, AT_ONCE) };
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const next = running.size < UNDER_WAY ? await queue.take() : null;
    if (next) {
      const work: Promise<void> = renewOne(limited, limits, next, round).finally(() => running.delete(work));
      running.add(work);
    } else if (running.size > 0) await Promise.race(running);
    else if (!queue.isWaiting()) break;
    // Nothing lies between the look and the wait, so no room comes free unheard.
    else if (!queue.hasRoom()) await limits.whenRoom();
  }
  await Promise.all(running);
  return round;
}

async function renewOne(context: AuthorizeContext, limits: HostLimits, due: DueAccount, round: Round) {
  try {
    const dueBy = context.clock.now();
    const outcome = await limits.run(due.instanceUrl, () =>
      renewToken(context, null, due.accountId, { dueBy }),
    );
    if (outcome === 'renewed') round.renewed += 1;
  } catch {
    // It stands in the row and in the log.
    round.failed += 1;
  }
}

/** What is due, in the order of its end; accounts of an instance without room let the others go ahead. */
class DueQueue {
  readonly #context: AuthorizeContext;
  readonly #limits: HostLimits;
  #waiting: DueAccount[] = [];
  readonly #had = new Set<string>();
  /** Instances without room when nothing more was found: until one of them has some, there is nothing to look for. */
  #searchedWithout: readonly string[] | null = null;

  constructor(context: AuthorizeContext, limits: HostLimits) {
    this.#context = context;
    this.#limits = limits;
  }

  /** The next account whose instance has room; null when there is none now. */
  async take(): Promise<DueAccount | null> {
    const waiting = this.#takeWaiting();
    if (waiting) return waiting;
    await this.#read();
    // What waited may have got room during the search, whatever that brought.
    return this.#takeWaiting();
  }

  /** Something waits for room, or may: it is not only instances that are left alone that were not looked at. */
  isWaiting(): boolean {
    return this.#origins().some((origin) => !this.#limits.isPaused(origin));
  }

  /** Room has come free since it was looked for. */
  hasRoom(): boolean {
    return this.#origins().some((origin) => this.#limits.hasRoom(origin));
  }

  /** Instances that something waits for, or may. */
  #origins(): string[] {
    return [...this.#waiting.map(({ instanceUrl }) => instanceUrl), ...(this.#searchedWithout ?? [])];
  }

  #takeWaiting(): DueAccount | null {
    const index = this.#waiting.findIndex(({ instanceUrl }) => this.#limits.hasRoom(instanceUrl));
    return index < 0 ? null : (this.#waiting.splice(index, 1)[0] ?? null);
  }

  /** Further rows, of instances that have room and had no turn yet. */
  async #read(): Promise<void> {
    const limits = this.#limits;
    if (this.#searchedWithout?.every((origin) => !limits.hasRoom(origin))) return;
    const { store, clock } = this.#context;
    let fresh: DueAccount[];
    do {
      this.#searchedWithout = limits.closed();
      const options = { limit: BATCH, without: this.#searchedWithout };
      const due = await listDue(store, clock.now(), options);
      fresh = due.filter(({ accountId }) => !this.#had.has(accountId));
      // Room that came free during the search tells nobody any more: what was left out is looked for at once.
    } while (fresh.length === 0 && this.#searchedWithout.some((origin) => limits.hasRoom(origin)));
    for (const { accountId } of fresh) this.#had.add(accountId);
    this.#waiting.push(...fresh);
    if (fresh.length > 0) this.#searchedWithout = null;
  }
}
