import { writesSoFar } from '@/lib/db/writes';

/** How long another process's write may go unseen here. docs/http-api.md and docs/security.md say so. */
export const MAX_AGE_MS = 1000;

interface Entry<Value> {
  writes: number;
  readAtMs: number;
  value: Promise<Value>;
}

/**
 * Rows that are asked for again and again, kept for at most a second. Any write of this process ends all of them, so what is
 * revoked, disabled, deleted or renewed here holds from the next request on; what another process writes, within the second.
 */
export class ReadCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #maxEntries: number;
  readonly #nowMs: () => number;

  /** @param nowMs a time that never goes back */
  constructor(maxEntries: number, nowMs: () => number = () => performance.now()) {
    this.#maxEntries = maxEntries;
    this.#nowMs = nowMs;
  }

  /** The kept value, or a new one. Whoever asks while it is read gets the same; a failure and a null are not kept. */
  get(name: string, read: () => Promise<Value>): Promise<Value> {
    const kept = this.#entries.get(name);
    const nowMs = this.#nowMs();
    if (kept && kept.writes === writesSoFar() && nowMs - kept.readAtMs < MAX_AGE_MS) return kept.value;
    // Counted before reading: what is written meanwhile makes this value an old one.
    const entry = { writes: writesSoFar(), readAtMs: nowMs, value: read() };
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
