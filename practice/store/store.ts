import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { PracticeClient } from '../clients/client.ts';
import { FAULT_NAMES, type FaultName } from '../faults.ts';
import type { Artifact, State } from './state.ts';
import type { StateFile } from './state-file.ts';

export interface Store {
  readonly clients: readonly PracticeClient[];
  readonly signingKey: State['signingKey'];
  readonly cookieKey: string;
  findClient(clientId: string): PracticeClient | undefined;
  findClientById(id: number): PracticeClient | undefined;
  nextId(): number;
  /** Adds or replaces, and saves. */
  saveClient(client: PracticeClient): void;
  isFaultOn(name: FaultName): boolean;
  faults(): Record<FaultName, boolean>;
  setFaults(changes: Partial<Record<FaultName, boolean>>): void;
  /** Survives a restart; oidc-provider's own objects. */
  artifact(key: string): Artifact | undefined;
  putArtifact(key: string, artifact: Artifact): void;
  removeArtifacts(keys: string[]): void;
  artifactKeysOfGrant(grantId: string): string[];
  /** Removes clients, grants and faults; keys stay, so that running callers see unknown clients and not broken signatures. */
  reset(): void;
}

export async function openStore(file: StateFile): Promise<Store> {
  const state = file.read() ?? (await newState());
  const clients = new Map(state.clients.map((client) => [client.clientId, client]));
  const save = () => file.write({ ...state, clients: [...clients.values()] });
  save();
  return {
    get clients() {
      return [...clients.values()];
    },
    signingKey: state.signingKey,
    cookieKey: state.cookieKey,
    findClient: (clientId) => clients.get(clientId),
    findClientById: (id) => [...clients.values()].find((client) => client.id === id),
    nextId: () => state.nextId++,
    saveClient(client) {
      clients.set(client.clientId, client);
      save();
    },
    isFaultOn: (name) => state.faults[name] === true,
    faults: () =>
      Object.fromEntries(FAULT_NAMES.map((name) => [name, state.faults[name] === true])) as Record<
        FaultName,
        boolean
      >,
    setFaults(changes) {
      Object.assign(state.faults, changes);
      save();
    },
    artifact: (key) => state.artifacts[key],
    putArtifact(key, artifact) {
      state.artifacts[key] = artifact;
      save();
    },
    removeArtifacts(keys) {
      if (keys.length === 0) return;
      for (const key of keys) delete state.artifacts[key];
      save();
    },
    artifactKeysOfGrant: (grantId) =>
      Object.keys(state.artifacts).filter((key) => state.artifacts[key]?.payload.grantId === grantId),
    reset() {
      clients.clear();
      state.artifacts = {};
      state.faults = {};
      save();
    },
  };
}

async function newState(): Promise<State> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    version: 1,
    nextId: 1,
    clients: [],
    faults: {},
    signingKey: {
      ...(await exportJWK(privateKey)),
      alg: 'RS256',
      use: 'sig',
      kid: randomBytes(8).toString('hex'),
    },
    cookieKey: randomBytes(32).toString('hex'),
    artifacts: {},
  };
}
