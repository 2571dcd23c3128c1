import { probeFor } from '@/lib/coupa/probes';

export interface CheapRead {
  scope: string;
  path: string;
  query: string;
}

/** One cheap read for each scope that has one, each address once. */
export function cheapReads(scopes: readonly string[]): CheapRead[] {
  const reads = new Map<string, CheapRead>();
  for (const scope of scopes) {
    const probe = probeFor(scope);
    if (probe && !reads.has(probe.path))
      reads.set(probe.path, { scope, path: probe.path, query: probe.query });
  }
  return [...reads.values()];
}

/** Where the scopes name nothing that can be read: the collection that Workato tests a connection with. */
const USUAL: CheapRead = {
  scope: 'core.common.read',
  path: '/api/departments',
  query: 'limit=1&return_object=limited',
};

export const firstRead = (scopes: readonly string[]): CheapRead => cheapReads(scopes)[0] ?? USUAL;
