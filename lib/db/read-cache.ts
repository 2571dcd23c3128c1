import type { Changes } from '@/lib/db/changes';

/** What nobody knows the change of, a row that was written by hand, is seen after this. */
export const MAX_AGE_MS = 10_000;

interface Entry<Value> {
  stamp: string;
  readAtMs: number;
  value: Promise<Value>;
}

/**
 * Rows that are asked for again and again, kept while nothing was written. What is revoked, disabled, deleted or renewed in this
 * process holds from the next request on; what another process does, within a second (changes.ts).
 */
export class ReadCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #changes: Changes;
  readonly #maxEntries: number;
  readonly #nowMs: () => number;

  /** @param nowMs a time that never goes back */
  constructor(changes: Changes, maxEntries: number, nowMs: () => number = () => performance.now()) {
    this.#changes = changes;
    this.#maxEntries = maxEntries;
    this.#nowMs = nowMs;
  }

  /** The kept value, or a new one. Whoever asks while it is read gets the same; a failure and a null are not kept. */
  get(name: string, read: () => Promise<Value>): Promise<Value> {
    if (this.#changes.isKnown) return this.#getKnown(name, read);
    return this.#changes.look().then(() => this.#getKnown(name, read));
  }

  #getKnown(name: string, read: () => Promise<Value>): Promise<Value> {
    const kept = this.#entries.get(name);
    const { stamp } = this.#changes;
    const nowMs = this.#nowMs();
    if (kept && kept.stamp === stamp && nowMs - kept.readAtMs < MAX_AGE_MS) return kept.value;
    // Stamped before reading: what is written meanwhile makes this value an old one.
    const entry = { stamp, readAtMs: nowMs, value: read() };
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    this.#forgetOldest();
    const forget = () => {
      if (this.#entries.get(name) === entry) this.#entries.delete(name);
    };
    entry.value.then((value) => value === null && forget(), forget);
    return entry.value;
  }

  get size() {
    return this.#entries.size;
  }

  /** A Map keeps the order in which its names were put in. */
  #forgetOldest() {
    if (this.#entries.size <= this.#maxEntries) return;
    for (const oldest of this.#entries.keys()) return void this.#entries.delete(oldest);
  }
}
