import { isReadScope, probeFor } from '@/lib/coupa/probes';
import { KNOWN_SCOPE_NAMES } from '@/lib/coupa/scopes';
import { readApi } from '@/lib/oauth/api-read';
import { createOutbound } from '@/lib/oauth/outbound';
import { systemClock } from '@/lib/oauth/system-clock';
import { validateToken } from '@/lib/validation/validate-token';
import { alternate, type Row, summarise } from './measure.ts';
import { startProvider } from './start-provider.ts';

const SCOPES = 20;
const RUNS = 15;
const WARM_UPS = 5;
const ANSWER_MS = 100;
const HOUR_MS = 3_600_000;
const ACCESS_TOKEN = 'made-up-token'.padEnd(1200, 'a');

/** B7: twenty scopes, each with a read of its own, from the first check to the verdict, against one such read alone. */
export async function measureValidation(): Promise<Row[]> {
  const scopes = scopesToRead();
  // An instance for each run: the pace that Coupa allows is kept between runs as well, and is not what is measured.
  const provider = await startProvider(ANSWER_MS, 2 * (RUNS + WARM_UPS));
  const [own, bare] = [provider.origins.slice(0, RUNS + WARM_UPS), provider.origins.slice(RUNS + WARM_UPS)];
  const originOf = (origins: string[], run: number) => origins[run + WARM_UPS] ?? '';
  const { here, floor } = await alternate(
    RUNS,
    WARM_UPS,
    (run) => timeValidation(originOf(own, run), scopes),
    (run) => timeRead(originOf(bare, run), scopes),
  );
  await provider.stop();
  const figures = { here: summarise(here), floor: summarise(floor) };
  const isMet = figures.here.median <= figures.floor.median * 1.5;
  const what = `${SCOPES} scopes validated, answers after ${ANSWER_MS} ms`;
  return [{ id: 'B7', what, unit: 'ms', ...figures, goal: { words: '≤ 1.5 ×', isMet } }];
}

/** Scopes of which no two are proved by the same read. */
function scopesToRead(): string[] {
  const byPath = new Map(
    KNOWN_SCOPE_NAMES.filter(isReadScope).map((scope) => [probeFor(scope)?.path, scope] as const),
  );
  byPath.delete(undefined);
  return [...byPath.values()].slice(0, SCOPES);
}

async function timeValidation(origin: string, scopes: string[]): Promise<number> {
  const { host } = new URL(origin);
  const outbound = createOutbound({ isAllowed: () => true, loopbackHosts: [host], clock: systemClock });
  // Older than the seconds that Coupa takes to know a token.
  const obtainedAt = new Date(Date.now() - HOUR_MS);
  const from = performance.now();
  const events = validateToken({
    ...{ accountId: 'bench', reportId: 'bench', instanceUrl: origin, scopeSource: 'chosen' },
    ...{ grantType: 'client_credentials', clientProof: 'shared_secret' },
    ...{ requestedScopes: scopes, responseScopes: scopes, accessToken: ACCESS_TOKEN },
    ...{ hasRefreshToken: false, idToken: null, expirySource: 'response', tokenTraces: [] },
    ...{ obtainedAt, expiresAt: new Date(obtainedAt.getTime() + 24 * HOUR_MS) },
    readApi: (path, signal) =>
      readApi({ origin, path, accessToken: ACCESS_TOKEN, outbound, clock: systemClock, signal }),
    clock: systemClock,
    signal: AbortSignal.timeout(30_000),
  });
  for await (const event of events) {
    if (event.type !== 'ended') continue;
    const working = event.report.scopes.filter(({ result }) => result === 'works-no-data').length;
    if (working !== SCOPES) throw new Error(`${working} of ${SCOPES} scopes: ${event.report.summary}`);
  }
  return performance.now() - from;
}

async function timeRead(origin: string, [scope = '']: string[]): Promise<number> {
  const probe = probeFor(scope);
  const headers = { authorization: `Bearer ${ACCESS_TOKEN}`, accept: 'application/json' };
  const from = performance.now();
  const answer = await fetch(`${origin}${probe?.path}?${probe?.query}`, { headers });
  await answer.json();
  return performance.now() - from;
}
