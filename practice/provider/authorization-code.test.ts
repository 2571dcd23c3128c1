import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { authorizePath, CALLBACK, codeParams, decide, obtainCode, refreshParams } from '../test/authorize.ts';
import { locationOf } from '../test/browser.ts';
import { claimsOf, startForTest } from '../test/start-for-test.ts';

const CODE_CLIENT = {
  grantType: 'authorization_code',
  redirectUris: [CALLBACK],
  scopes: ['core.common.read', 'offline_access', 'openid'],
};
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-length';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

test('signing in leads on to the consent page, which says what the client may do, and Allow back with a code', async () => {
  const running = await startForTest();
  const client = await running.makeClient({ ...CODE_CLIENT, name: 'Tea & Biscuits' });
  const browser = running.browser();
  const consent = locationOf(await browser.go(authorizePath(client)));
  const signIn = new URL(locationOf(await browser.go(consent)), running.origin);
  expect(signIn.pathname).toBe('/session/new');
  const onward = locationOf(
    await browser.signIn('practice-buyer', signIn.searchParams.get('return_to') ?? ''),
  );
  expect(onward).toBe(consent);
  const shown = await browser.go(onward);
  // Browsers hold the redirect after Allow against it.
  expect(shown.headers.get('content-security-policy')).toContain("form-action 'self' http://localhost:3000;");
  const page = await shown.text();
  expect(page).toContain('Tea &amp; Biscuits is requesting permission to access Example Company');
  const titles = [...page.matchAll(/<strong>([^<]+)<\/strong> - /g)].map(([, title]) => title);
  expect(titles).toEqual(['OpenID', 'Offline Access', 'Common Read']);
  const decided = await browser.submit(consent, { decision: 'allow' });
  const back = new URL(locationOf(await browser.go(locationOf(decided))));
  expect([...back.searchParams.keys()]).toEqual(['code', 'state']);

  const answer = await running.askToken(codeParams(client, back.searchParams.get('code') ?? ''));
  const body = await answer.json();
  expect(Object.keys(body).toSorted()).toEqual([
    'access_token',
    'expires_in',
    'id_token',
    'refresh_token',
    'token_type',
  ]);
  expect(claimsOf(body.access_token)).toMatchObject({
    sub: '2',
    scope: 'core.common.read offline_access openid',
  });
});

test('a refresh token comes only with offline_access, and the same one stays good', async () => {
  const running = await startForTest();
  const client = await running.makeClient(CODE_CLIENT);
  const without = await running.askToken(
    codeParams(client, await obtainCode(running, client, { scope: 'core.common.read' })),
  );
  expect(Object.keys(await without.json())).toEqual(['access_token', 'token_type', 'expires_in']);
  const { refresh_token } = await (
    await running.askToken(codeParams(client, await obtainCode(running, client)))
  ).json();
  for (const _time of ['first', 'second']) {
    const body = await (await running.askToken(refreshParams(client, refresh_token))).json();
    expect(body.refresh_token).toBe(refresh_token);
  }
});

test('a code works once, only with its redirect URI', async () => {
  const running = await startForTest();
  const client = await running.makeClient({ ...CODE_CLIENT, redirectUris: [CALLBACK, `${CALLBACK}/2`] });
  const ask = async (params: Record<string, string>) => {
    const answer = await running.askToken(params);
    return [answer.status, (await answer.json()).error];
  };
  const code = await obtainCode(running, client);
  expect(await ask({ ...codeParams(client, code), redirect_uri: `${CALLBACK}/2` })).toEqual([
    400,
    'invalid_grant',
  ]);
  const other = await obtainCode(running, client);
  expect(await ask(codeParams(client, other))).toEqual([200, undefined]);
  expect(await ask(codeParams(client, other))).toEqual([400, 'invalid_grant']);
});

test('Deny leads back with access_denied and the state', async () => {
  const running = await startForTest();
  const client = await running.makeClient(CODE_CLIENT);
  const browser = running.browser();
  await browser.signIn();
  const back = new URL(locationOf(await decide(browser, authorizePath(client), 'deny')));
  expect(back.href.startsWith(CALLBACK)).toBe(true);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'state-1' });
});

test('a redirect URI that does not match shows a page and sends nobody anywhere', async () => {
  const running = await startForTest();
  const client = await running.makeClient(CODE_CLIENT);
  const inactive = await running.makeClient({ ...CODE_CLIENT, active: false });
  const browser = running.browser();
  const show = async (path: string) => {
    const answer = await browser.go(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    return answer.text();
  };
  expect(await show(authorizePath(client, { redirect_uri: `${CALLBACK}/` }))).toContain(
    '&quot;redirect_uri&quot; mismatch',
  );
  expect(await show(authorizePath(client, { redirect_uri: '' }))).toContain(
    '&quot;redirect_uri&quot; missing',
  );
  expect(await show(authorizePath(inactive))).toContain('not that of an active client');
});

test('on the authorization page, too, one scope that the client lacks refuses the whole request', async () => {
  const running = await startForTest();
  const client = await running.makeClient(CODE_CLIENT);
  for (const scope of [
    'core.common.read core.invoice.read',
    'core.common.read no.such.read',
    'openid,email',
  ]) {
    const back = new URL(locationOf(await running.browser().go(authorizePath(client, { scope }))));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'invalid_scope', state: 'state-1' });
  }
});

test('a PKCE client has to send a challenge and proves itself with the verifier, not with the secret', async () => {
  const running = await startForTest();
  const client = await running.makeClient({ ...CODE_CLIENT, clientProof: 'pkce' });
  const refused = new URL(locationOf(await running.browser().go(authorizePath(client))));
  expect(refused.searchParams.get('error')).toBe('invalid_request');

  const challenge = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
  const { client_secret: secret, ...params } = codeParams(client, '');
  const ask = async (more: Record<string, string>) => {
    const code = await obtainCode(running, client, challenge);
    return (await running.askToken({ ...params, code, ...more })).status;
  };
  expect(await ask({ code_verifier: VERIFIER })).toBe(200);
  expect(await ask({ code_verifier: VERIFIER, client_secret: secret })).toBe(200);
  expect(await ask({ code_verifier: `${VERIFIER}x` })).toBe(400);
  expect(await ask({})).toBe(400);
});

test('whoever signs in as another person consents as that person', async () => {
  const running = await startForTest();
  const client = await running.makeClient(CODE_CLIENT);
  const browser = running.browser();
  const subjectAfter = async (login: string) => {
    await browser.signIn(login);
    const back = new URL(locationOf(await decide(browser, authorizePath(client), 'allow')));
    const answer = await running.askToken(codeParams(client, back.searchParams.get('code') ?? ''));
    return claimsOf((await answer.json()).access_token).sub;
  };
  expect(await subjectAfter('practice-admin')).toBe('1');
  expect(await subjectAfter('practice-buyer')).toBe('2');
});
