import { expect, test } from 'vitest';
import { FAULT_NAMES, type FaultName } from '../faults.ts';
import { authorizePath, CALLBACK, codeParams, decide, obtainCode, refreshParams } from '../test/authorize.ts';
import { locationOf } from '../test/browser.ts';
import { claimsOf, machine, type RunningForTest, startForTest } from '../test/start-for-test.ts';

const CODE_CLIENT = {
  grantType: 'authorization_code',
  redirectUris: [CALLBACK],
  scopes: ['core.common.read', 'offline_access', 'openid'],
};

type Play = (running: RunningForTest, switchOn: () => Promise<Response>) => Promise<void>;

/** Asks for a token by client credentials with the fault on. */
const atToken =
  (check: (answer: Response) => void | Promise<void>): Play =>
  async ({ makeClient, askToken }, switchOn) => {
    const client = await makeClient({});
    await switchOn();
    await check(await askToken(machine(client)));
  };

/** Has a token already, then reads with the fault on. */
const atApi =
  (
    check: (read: (signal?: AbortSignal) => Promise<Response>, running: RunningForTest) => Promise<void>,
  ): Play =>
  async (running, switchOn) => {
    const { access_token } = await (await running.askToken(machine(await running.makeClient({})))).json();
    await switchOn();
    const headers = { Authorization: `Bearer ${access_token}`, Accept: 'application/json' };
    await check(
      (signal) => fetch(`${running.origin}/api/suppliers`, { headers, ...(signal && { signal }) }),
      running,
    );
  };

/** Someone allows with the fault on; where does the browser go? */
const atConsent =
  (check: (answer: Response) => void | Promise<void>): Play =>
  async (running, switchOn) => {
    const client = await running.makeClient(CODE_CLIENT);
    const browser = running.browser();
    await browser.signIn();
    await switchOn();
    await check(await decide(browser, authorizePath(client), 'allow'));
  };

const isHtml = (status: number) => (answer: Response) => {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
};

async function refreshTwice(running: RunningForTest, switchOn: () => Promise<Response>) {
  const client = await running.makeClient(CODE_CLIENT);
  const first = await (await running.askToken(codeParams(client, await obtainCode(running, client)))).json();
  await switchOn();
  const ask = async (token: string) => (await running.askToken(refreshParams(client, token))).json();
  return { first: first.refresh_token as string, ask };
}

const PLAYS: Record<FaultName, Play> = {
  'activation-delay': atApi(async (read, { clock }) => {
    expect((await read()).status).toBe(401);
    // `iat` is the provider's own time, which went on while the clock of the test stood.
    clock.now = Date.now() + 5000;
    expect((await read()).status).toBe(200);
  }),
  'api-429': atApi(async (read) => {
    const answer = await read();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
  }),
  'api-500': atApi(async (read) => isHtml(500)(await read())),
  'api-silence': atApi(async (read) => {
    await expect(read(AbortSignal.timeout(300))).rejects.toThrow('timeout');
  }),
  'callback-404': atConsent(isHtml(404)),
  'clock-ahead-10-min': atToken(async (answer) => {
    const aheadSeconds = Number(claimsOf((await answer.json()).access_token).iat) - Date.now() / 1000;
    expect(Math.round(aheadSeconds / 10)).toBe(60);
    expect(Math.round((Date.parse(answer.headers.get('date') ?? '') - Date.now()) / 10_000)).toBe(60);
  }),
  'deny-all-redirects': async (running, switchOn) => {
    const client = await running.makeClient(CODE_CLIENT);
    await switchOn();
    isHtml(400)(await running.browser().go(authorizePath(client)));
  },
  'discovery-published': async ({ origin }, switchOn) => {
    const path = `${origin}/.well-known/openid-configuration`;
    expect((await fetch(path)).status).toBe(404);
    await switchOn();
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = await (await fetch(path)).json();
    expect(issuer).toBe(origin);
    expect(authorization_endpoint).toBe(`${origin}/oauth2/authorizations/new`);
    expect(token_endpoint).toBe(`${origin}/oauth2/token`);
    expect((await (await fetch(jwks_uri)).json()).keys).toHaveLength(1);
  },
  'lost-response': async (running, switchOn) => {
    const { first, ask } = await refreshTwice(running, switchOn);
    await expect(ask(first)).rejects.toThrow();
  },
  'maintenance-503': atToken(isHtml(503)),
  'refresh-invalid-grant': async (running, switchOn) => {
    const { first, ask } = await refreshTwice(running, switchOn);
    expect((await ask(first)).error).toBe('invalid_grant');
  },
  'refresh-rotation': async (running, switchOn) => {
    const { first, ask } = await refreshTwice(running, switchOn);
    const second = (await ask(first)).refresh_token;
    expect(second).not.toBe(first);
    expect((await ask(first)).error).toBe('invalid_grant');
    expect((await ask(second)).error).toBe('invalid_grant');
  },
  'token-200-html': atToken(isHtml(200)),
  'token-404': atToken(isHtml(404)),
  'token-429-retry-after': atToken((answer) => {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  }),
  'token-500-html': atToken(isHtml(500)),
  'token-64mb': atToken(async (answer) => {
    const reader = answer.body?.getReader();
    let received = 0;
    while (received < 1_000_000) received += (await reader?.read())?.value?.length ?? Number.NaN;
    await reader?.cancel();
    expect(answer.headers.get('content-length')).toBeNull();
  }),
  'token-absurd-expires-in': atToken(async (answer) => {
    expect((await answer.json()).expires_in).toBe(999_999_999_999);
  }),
  'token-missing-expires-in': atToken(async (answer) => {
    expect(Object.keys(await answer.json())).toEqual(['access_token', 'token_type']);
  }),
  'token-redirect': async ({ origin }, switchOn) => {
    await switchOn();
    const answer = await fetch(`${origin}/oauth2/token`, { method: 'POST', redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/session/new']);
  },
  'token-silence': async ({ origin }, switchOn) => {
    await switchOn();
    const request = fetch(`${origin}/oauth2/token`, { method: 'POST', signal: AbortSignal.timeout(300) });
    await expect(request).rejects.toThrow('timeout');
  },
  'token-truncated': atToken(async (answer) => {
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  }),
  'wrong-state': atConsent((answer) => {
    const back = new URL(locationOf(answer));
    expect(back.searchParams.get('code')).toBeTruthy();
    expect(back.searchParams.get('state')).not.toBe('state-1');
  }),
};

test.each(FAULT_NAMES)('%s does what its words say', async (name) => {
  const running = await startForTest();
  await PLAYS[name](running, () => running.switchOn(name));
});
