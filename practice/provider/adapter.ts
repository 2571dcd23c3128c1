import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Artifact } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { clientMetadata } from './client-metadata.ts';

/** These outlive a restart; codes, sessions and consent pages do not have to. */
const LASTING = new Set(['RefreshToken', 'Grant']);

/** Where oidc-provider keeps its objects. Expiry is judged by the provider itself; here it only frees memory. */
export function createAdapterFactory(store: Store): (model: string) => Adapter {
  const passing = new Map<string, Artifact>();
  return (model) => (model === 'Client' ? clientAdapter(store) : artifactAdapter(model, store, passing));
}

function artifactAdapter(model: string, store: Store, passing: Map<string, Artifact>): Adapter {
  const isLasting = LASTING.has(model);
  const keyOf = (id: string) => `${model}:${id}`;
  const read = (id: string) => (isLasting ? store.artifact(keyOf(id)) : passing.get(keyOf(id)));
  const write = (id: string, artifact: Artifact) =>
    isLasting ? store.putArtifact(keyOf(id), artifact) : void passing.set(keyOf(id), artifact);
  return {
    ...unused,
    async upsert(id, payload, expiresInSeconds = 86_400) {
      dropExpired(passing);
      write(id, { payload, expiresAt: Date.now() + expiresInSeconds * 1000 });
    },
    find: async (id) => read(id)?.payload,
    findByUid: async (uid) =>
      [...passing.values()].find(({ payload }) => payload.kind === model && payload.uid === uid)?.payload,
    async consume(id) {
      const artifact = read(id);
      if (!artifact) return;
      write(id, { ...artifact, payload: { ...artifact.payload, consumed: Math.floor(Date.now() / 1000) } });
    },
    async destroy(id) {
      if (isLasting) store.removeArtifacts([keyOf(id)]);
      else passing.delete(keyOf(id));
    },
    async revokeByGrantId(grantId) {
      store.removeArtifacts(store.artifactKeysOfGrant(grantId));
      for (const [key, { payload }] of passing) if (payload.grantId === grantId) passing.delete(key);
    },
  };
}

function clientAdapter(store: Store): Adapter {
  return {
    ...unused,
    async find(clientId): Promise<AdapterPayload | undefined> {
      const client = store.findClient(clientId);
      return client?.active ? clientMetadata(client) : undefined;
    },
  };
}

const unused: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
};

function dropExpired(passing: Map<string, Artifact>) {
  for (const [key, artifact] of passing) if (artifact.expiresAt <= Date.now()) passing.delete(key);
}
