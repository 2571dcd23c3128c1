import type { PracticeClient } from '../clients/client.ts';
import { locationOf, type TestBrowser } from './browser.ts';
import type { RunningForTest } from './start-for-test.ts';

export const CALLBACK = 'http://localhost:3000/callback';

export const authorizePath = (client: PracticeClient, more: Record<string, string> = {}) =>
  `/oauth2/authorizations/new?${new URLSearchParams({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    state: 'state-1',
    ...more,
  })}`;

/** From the authorization page to the answer that leads back to the client; the browser is signed in already. */
export async function decide(
  browser: TestBrowser,
  path: string,
  decision: 'allow' | 'deny',
): Promise<Response> {
  const consent = locationOf(await browser.go(path));
  const decided = await browser.submit(consent, { decision });
  return browser.go(locationOf(decided));
}

/** A signed-in person allows everything; gives back the code. */
export async function obtainCode(
  running: RunningForTest,
  client: PracticeClient,
  more: Record<string, string> = {},
) {
  const browser = running.browser();
  await browser.signIn();
  const back = new URL(locationOf(await decide(browser, authorizePath(client, more), 'allow')));
  return back.searchParams.get('code') ?? '';
}

export const codeParams = (client: PracticeClient, code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: CALLBACK,
  client_id: client.clientId,
  client_secret: client.clientSecret,
});

export const refreshParams = (client: PracticeClient, refreshToken: string) => ({
  grant_type: 'refresh_token',
  refresh_token: refreshToken,
  client_id: client.clientId,
  client_secret: client.clientSecret,
});
