import { eq } from 'drizzle-orm';
import { auditHeads } from '@/lib/db/schema';
import type { Store } from '@/lib/db/store';
import { writesSoFar } from '@/lib/db/writes';
import { processWide } from '@/lib/process-wide';

/** How long another process's change may go unseen here. docs/http-api.md says so. */
export const LOOK_EVERY_MS = 1000;

/**
 * Whether anything changed since a row was read. What this process writes is counted; of the others the head of the audit log
 * tells, once a second: whatever decides over access or brings a token has its line there, in the same transaction. With the
 * embedded database there are no others.
 */
export class Changes {
  readonly #store: Pick<Store, 'db' | 'kind'>;
  readonly #nowMs: () => number;
  #sequence = 0;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  /** @param nowMs a time that never goes back */
  constructor(store: Pick<Store, 'db' | 'kind'>, nowMs: () => number = () => performance.now()) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** False when the others have to be asked for first. */
  get isKnown(): boolean {
    return this.#store.kind === 'embedded' || this.#nowMs() - this.#lookedAtMs < LOOK_EVERY_MS;
  }

  /** Equal only while nothing has changed. */
  get stamp(): string {
    return `${writesSoFar()} ${this.#sequence}`;
  }

  /** Asks for what others wrote: one question, however many wait for it. */
  look(): Promise<void> {
    this.#looking ??= this.#readHead().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #readHead() {
    const askedAtMs = this.#nowMs();
    const head = { sequence: auditHeads.sequence };
    const [found] = await this.#store.db.select(head).from(auditHeads).where(eq(auditHeads.id, 1));
    this.#sequence = found?.sequence ?? 0;
    this.#lookedAtMs = askedAtMs;
  }
}

const known = processWide('changes', () => new WeakMap<Store['db'], Changes>());

/** The one of a store, for everybody who keeps rows of it. */
export function changesOf(store: Pick<Store, 'db' | 'kind'>): Changes {
  const changes = known.get(store.db) ?? new Changes(store);
  known.set(store.db, changes);
  return changes;
}
