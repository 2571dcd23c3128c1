import type { Installation, Provider, Worker } from './lab.ts';
import type { Tally } from './tally.ts';

/** An installation with the embedded database that several scenarios use one after the other. */
export interface Shared {
  installation: Installation;
  origins: string[];
  worker: Worker;
}

/** What every scenario stands on. */
export interface Ground {
  provider: Provider;
  tally: Tally;
  /** Numbers in [0, 1) that are the same for the same seed. */
  random: () => number;
  isShort: boolean;
  /** A new, empty database on the run's PostgreSQL. */
  postgres(): Promise<string>;
  shared(): Promise<Shared>;
  /** A new installation, with the embedded database or on this PostgreSQL; it is gone when the scenario has ended. */
  install(origins: string[], databaseUrl?: string | null): Installation;
  /** How far the provider's clock is ahead of the machine's: a process that starts later starts there. */
  offsetMs(): Promise<number>;
}
