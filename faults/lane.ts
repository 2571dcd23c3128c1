import type { Ground, Shared } from './ground.ts';
import { Installation, type Provider, startProvider, type Worker } from './lab.ts';

const INSTANCES = 6;

/** One of the lanes in which scenarios run beside each other: each has a provider, and with it a time, of its own. */
export class Lane {
  readonly ground: Ground;
  readonly #provider: Provider;
  #shared: Promise<Shared> | null = null;
  #installations: Installation[] = [];

  constructor(parts: Pick<Ground, 'tally' | 'random' | 'isShort' | 'postgres'>) {
    this.#provider = startProvider();
    const provider = this.#provider;
    const offsetMs = () => provider.ask('offsetMs');
    const install: Ground['install'] = (origins, databaseUrl) => {
      const installation = new Installation(origins, databaseUrl);
      this.#installations.push(installation);
      return installation;
    };
    this.ground = { ...parts, provider, offsetMs, install, shared: () => this.#share() };
  }

  /** Nothing of the scenario that ended goes on. */
  async cleanUp(): Promise<void> {
    for (const installation of this.#installations.splice(0)) await installation.end();
  }

  /** After a scenario that failed: what it left in the shared installation is in nobody's way. */
  async endShared(): Promise<void> {
    const shared = await this.#shared?.catch(() => null);
    this.#shared = null;
    await shared?.installation.end();
  }

  async end(): Promise<void> {
    await this.endShared();
    this.#provider.child.kill('SIGKILL');
    await this.#provider.ended;
  }

  async #share(): Promise<Shared> {
    this.#shared ??= this.#start();
    const shared = await this.#shared;
    await putInOrder(this.#provider, shared.worker);
    return shared;
  }

  async #start(): Promise<Shared> {
    const origins = await Promise.all(Array.from({ length: INSTANCES }, () => this.#provider.ask('start')));
    const installation = new Installation(origins);
    return { installation, origins, worker: await installation.start() };
  }
}

/** Nothing of the scenario before is left: no fault, no pause, no other time. */
async function putInOrder(provider: Provider, worker: Worker) {
  await provider.ask('clearFaults');
  await worker.ask('setClock', await provider.ask('offsetMs'));
  await worker.ask('setHaste', 1);
  await worker.ask('refuseWrites', null);
  await worker.ask('refuseFiles', {});
  await worker.ask('forgetLimits');
}
