/** Where a request stands when something is done to it. `before`: nothing was decided; the others: the refresh token is spent. */
export type Stage = 'before' | 'request' | 'headers' | 'body';

/** What is done to a token request. */
export type Fault =
  /** Waits at a stage until it is let go, or for ever. */
  | { kind: 'hold'; stage: Stage }
  | { kind: 'reset'; stage: 'before' | 'request' }
  /** Half of the body, then the end of the connection. */
  | { kind: 'cut' }
  /** Half of the body with its proper length: a whole answer that is no JSON. */
  | { kind: 'half-json' }
  /** Something else than the grant. `spends`: the token is spent all the same. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string; spends?: boolean }
  /** The grant with other members; null takes one out. */
  | { kind: 'members'; members: Record<string, unknown> }
  /** A byte every so many milliseconds. */
  | { kind: 'drip'; everyMs: number }
  /** The answer comes late. */
  | { kind: 'late'; ms: number };

export interface Rule {
  fault: Fault;
  /** Of this client only. */
  clientId?: string;
  /** At this instance only. */
  origin?: string;
  /** So often; for ever when left out. */
  times?: number;
}

/** The faults that are to come, the one that was asked for first at the front. */
export class Faults {
  #rules: Rule[] = [];
  /** How many were done. */
  done = 0;

  inject(rule: Rule) {
    this.#rules.push({ ...rule });
  }

  clear() {
    this.#rules = [];
  }

  /** What is done to a request of this client at this instance. */
  take(clientId: string, origin: string): Fault | null {
    const rule = this.#rules.find(
      (each) => (each.clientId ?? clientId) === clientId && (each.origin ?? origin) === origin,
    );
    if (!rule) return null;
    if (rule.times !== undefined) rule.times -= 1;
    if (rule.times === 0) this.#rules = this.#rules.filter((each) => each !== rule);
    this.done += 1;
    return rule.fault;
  }
}
