import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import * as client from 'openid-client';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { createPracticeClient, type PracticeClient } from '../test/practice-api.ts';
import { prepareAccount } from '../test/prepare-account.ts';
import { ConsentWalker } from './consent.ts';
import { alternate, type Row, summarise } from './measure.ts';

const RUNS = 30;
const WARM_UPS = 50;
const SCOPES = ['core.common.read', 'core.supplier.read', 'offline_access'];
const BARE_REDIRECT = 'http://localhost:9/callback';

/** B4: our own part of the callback, up to the 303 to the result page, against a bare code exchange by openid-client. */
export async function measureCallback(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-bench-'));
  const dataDir = path.join(folder, 'data');
  const app = await startApp({ dataDir });
  const owner = await makeOwnerSession(app);
  const walker = new ConsentWalker(app.practiceOrigin);
  await walker.signIn();
  const { id } = await prepareAccount(app, owner, {
    grantType: 'authorization_code',
    scopes: SCOPES,
    upTo: 'credentials',
  });
  const bare = await createPracticeClient(app.practiceOrigin, {
    grantType: 'authorization_code',
    redirectUris: [BARE_REDIRECT],
    scopes: SCOPES,
  });
  const configuration = configure(app, bare);

  const { here, floor } = await alternate(
    RUNS,
    WARM_UPS,
    () => timeCallback(owner, walker, id),
    () => timeBareExchange(configuration, walker),
  );
  await app.stop();
  const atProvider = (await readProviderMs(dataDir, id)).slice(-RUNS);
  rmSync(folder, { recursive: true, force: true });

  const own = summarise(here.map((ms, run) => ms - (atProvider[run] ?? 0)));
  const exchange = summarise(floor);
  return [
    {
      id: 'B4',
      what: 'callback to the 303, without the time at the provider',
      unit: 'ms',
      here: own,
      floor: exchange,
      goal: { words: '≤ 1.3 ×', isMet: own.median <= exchange.median * 1.3 },
    },
    {
      id: 'B4',
      what: 'the same with the time at the provider',
      unit: 'ms',
      here: summarise(here),
      floor: exchange,
      goal: { words: 'no goal set', isMet: true },
    },
  ];
}

async function timeCallback(owner: OwnerSession, walker: ConsentWalker, id: string): Promise<number> {
  const begun = await owner.call('POST', `/api/accounts/${id}/authorize`);
  const { location } = (await begun.json()) as { location: string };
  const callback = new URL(await walker.allow(location));
  const from = performance.now();
  const answer = await owner.call('GET', callback.pathname + callback.search);
  const ms = performance.now() - from;
  const place = answer.headers.get('location') ?? '';
  if (answer.status !== 303 || !place.endsWith('/result')) throw new Error(`${answer.status} to ${place}`);
  return ms;
}

async function timeBareExchange(configuration: client.Configuration, walker: ConsentWalker) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: BARE_REDIRECT,
    scope: SCOPES.join(' '),
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const callback = new URL(await walker.allow(url.href));
  const from = performance.now();
  await client.authorizationCodeGrant(configuration, callback, { pkceCodeVerifier, expectedState });
  return performance.now() - from;
}

function configure({ practiceOrigin }: AppProcess, { clientId, clientSecret }: PracticeClient) {
  const server = {
    issuer: practiceOrigin,
    authorization_endpoint: `${practiceOrigin}/oauth2/authorizations/new`,
    token_endpoint: `${practiceOrigin}/oauth2/token`,
  };
  const configuration = new client.Configuration(
    server,
    clientId,
    clientSecret,
    client.ClientSecretPost(clientSecret),
  );
  client.allowInsecureRequests(configuration);
  return configuration;
}

/** How long each exchange was at the provider, from the account's own history; the app has ended, so its directory may be opened. */
async function readProviderMs(dataDir: string, accountId: string): Promise<number[]> {
  const db = await PGlite.create(path.join(dataDir, 'db'));
  const { rows } = await db.query<{ ms: number }>(
    `select (facts->>'durationMs')::float8 as ms from events where kind = 'authorized' and account_id = $1 order by id`,
    [accountId],
  );
  await db.close();
  return rows.map(({ ms }) => ms);
}
