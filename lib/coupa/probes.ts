import catalogue from '@/lib/coupa/coupa-scopes.json' with { type: 'json' };

/** `empirical`: tried with a token of that one scope. `used-by-connector`: a shipped connector tests with it. `guess`: by name. */
export type ProbeEvidence = 'empirical' | 'used-by-connector' | 'documented' | 'guess';

export interface Probe {
  path: string;
  query: string;
  evidence: ProbeEvidence;
}

/** Ids of one record: the least that Coupa's API can be asked for (Coupa: Arguments, API return formats). */
const CHEAPEST_QUERY = 'limit=1&return_object=limited';

interface CatalogueRow {
  scope: string;
  probe?: { path: string; evidence: string };
}

/**
 * A list on the same origin. A single record (`/api/uoms/1`) proves nothing when it is missing, and the Supplier Portal,
 * Risk Assess and Quality Collaboration answer on other hosts or paths.
 */
const isCoreList = (path: string) => path.startsWith('/api/') && !/\/\d+$/.test(path);

const probes = new Map(
  (catalogue as CatalogueRow[]).flatMap(({ scope, probe }): [string, Probe][] =>
    probe && isCoreList(probe.path)
      ? [[scope, { path: probe.path, query: CHEAPEST_QUERY, evidence: probe.evidence as ProbeEvidence }]]
      : [],
  ),
);

/** The cheapest read that a token with this scope alone should be allowed; null when none is known. */
export const probeFor = (scope: string): Probe | null => probes.get(scope) ?? null;

/** `read_write` (seen in one live list) reads as well. */
export const isReadScope = (scope: string): boolean => /\.read(_write)?$/.test(scope);
