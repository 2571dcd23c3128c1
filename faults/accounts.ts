import { randomBytes, randomUUID } from 'node:crypto';
import { judge, type Verdict } from './judge.ts';
import type { Installation, Provider, Worker } from './lab.ts';
import { BEHAVIOURS, type Behaviour } from './provider/behaviours.ts';
import type { Seen } from './worker/look.ts';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

interface Wanted {
  /** Where each account's instance is, taken in turn. */
  origins: string[];
  /** One account for each; null is client credentials. */
  behaviours: (Behaviour | null)[];
  /** How much of its 24 hours each token has behind it; one number for all, or one for each. */
  ageHours?: number | ((index: number) => number);
}

/** Accounts that stand both at the provider and in an installation. */
export class Accounts {
  readonly ids: string[];
  readonly behaviours: (Behaviour | null)[];
  /** The refresh token that each began with: it is ours without a request. */
  readonly given: Map<string, string>;
  readonly secrets: Map<string, string>;
  #provider: Provider;

  private constructor(
    provider: Provider,
    ids: string[],
    behaviours: (Behaviour | null)[],
    given: Map<string, string>,
    secrets: Map<string, string>,
  ) {
    this.#provider = provider;
    this.ids = ids;
    this.behaviours = behaviours;
    this.given = given;
    this.secrets = secrets;
  }

  static async make(provider: Provider, worker: Worker, wanted: Wanted): Promise<Accounts> {
    const { origins, behaviours, ageHours = 21 } = wanted;
    const clients = behaviours.map((behaviour) => ({
      clientId: randomUUID(),
      secret: `made-up-secret-${randomBytes(12).toString('hex')}`,
      behaviour,
    }));
    const opened = await provider.ask('open', clients);
    const seeds = opened.map(({ clientId, accessToken, refreshToken }, index) => ({
      accountId: clientId,
      instanceUrl: origins[index % origins.length] ?? '',
      secret: clients[index]?.secret ?? '',
      accessToken,
      refreshToken,
      ageHours: typeof ageHours === 'number' ? ageHours : ageHours(index),
    }));
    await worker.ask('seed', seeds);
    const given = new Map(opened.map(({ clientId, refreshToken }) => [clientId, refreshToken ?? '']));
    const secrets = new Map(clients.map(({ clientId, secret }) => [clientId, secret]));
    return new Accounts(
      provider,
      clients.map(({ clientId }) => clientId),
      behaviours,
      given,
      secrets,
    );
  }

  idsOf = (isMeant: (behaviour: Behaviour | null) => boolean) =>
    this.ids.filter((_, index) => isMeant(this.behaviours[index] ?? null));

  behaviourOf = (id: string) => this.behaviours[this.ids.indexOf(id)] ?? null;

  look = (worker: Worker): Promise<Seen[]> => worker.ask('look', this.ids);

  asked = (ids = this.ids) => this.#provider.ask('asked', ids);

  /** What became of them, after their access tokens were used as tools would use them. */
  async judge(installation: Installation, worker: Worker): Promise<Verdict[]> {
    const seen = await this.look(worker);
    await this.#provider.ask(
      'use',
      seen.flatMap(({ accessToken }) => accessToken ?? []),
    );
    return judge(this.#provider, installation, seen, this.given);
  }
}

/** So many accounts of each behaviour, in turn. */
export const mixed = (count: number): Behaviour[] =>
  Array.from({ length: count }, (_, index) => BEHAVIOURS[index % BEHAVIOURS.length] ?? 'strict');
