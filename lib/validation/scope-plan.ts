import { isReadScope, probeFor } from '@/lib/coupa/probes';

/** They say who signed in, or for how long; no record can be read with them. */
const IDENTITY_SCOPES = new Set(['openid', 'profile', 'email', 'login', 'offline_access']);

/** One request, and every scope that it proves. */
export interface ReadJob {
  path: string;
  scopes: string[];
}

export interface ScopePlan {
  reads: ReadJob[];
  /** Read scopes without a cheap read. */
  withoutProbe: string[];
  writes: string[];
  identity: string[];
}

/** Sorts scopes into what can be tried and what cannot. Two scopes with the same cheap read share one request. */
export function planScopes(scopes: readonly string[]): ScopePlan {
  const plan: ScopePlan = { reads: [], withoutProbe: [], writes: [], identity: [] };
  const jobs = new Map<string, ReadJob>();
  for (const scope of [...new Set(scopes)].sort()) {
    const probe = probeFor(scope);
    if (IDENTITY_SCOPES.has(scope)) plan.identity.push(scope);
    else if (probe) addRead(jobs, `${probe.path}?${probe.query}`, scope);
    else if (isReadScope(scope)) plan.withoutProbe.push(scope);
    else plan.writes.push(scope);
  }
  plan.reads = [...jobs.values()];
  return plan;
}

function addRead(jobs: Map<string, ReadJob>, path: string, scope: string) {
  const job = jobs.get(path);
  if (job) job.scopes.push(scope);
  else jobs.set(path, { path, scopes: [scope] });
}
