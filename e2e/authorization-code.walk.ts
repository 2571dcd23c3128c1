import { request } from 'node:http';
import type { Page } from '@playwright/test';
import { changePracticeClient, createPracticeClient } from '../test/practice-api.ts';
import { countEffort } from './effort.ts';
import { answerConsent, createClientInPortal } from './portal.ts';
import {
  accountIdOf,
  authorize,
  chooseGrantType,
  chooseScopes,
  expectVerdict,
  fillClient,
  fillCredentials,
} from './steps.ts';
import { appOrigin, expect, practiceOrigin, REFUSED, test } from './walk.ts';

const SCOPES = ['core.common.read', 'core.supplier.read', 'offline_access'];

/** Takes an account to the Credentials page and makes its client in the practice Coupa. */
async function reachCredentials(page: Page, clientProof: 'Shared secret' | 'PKCE' = 'Shared secret') {
  await fillClient(page, { accountType: 'Other consumer' });
  await chooseGrantType(page, 'Authorization code', clientProof);
  await chooseScopes(page, SCOPES);
  const redirectUri = await page.getByLabel('Redirect URI').inputValue();
  const client = await createPracticeClient(practiceOrigin(), {
    grantType: 'authorization_code',
    clientProof: clientProof === 'PKCE' ? 'pkce' : 'shared_secret',
    redirectUris: [redirectUri],
    scopes: SCOPES,
  });
  return { redirectUri, client };
}

test('authorization code with shared secret and offline_access: sign in, allow, validated, refresh token', async ({
  page,
  context,
}) => {
  const effort = await countEffort(context);
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Set up an account' }).first().click();
  await page.getByRole('radio', { name: 'Other consumer' }).click();
  await page.getByLabel('Instance URL').pressSequentially(practiceOrigin());
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('radio', { name: 'Authorization code' }).click();
  const name = await page.getByLabel('Name', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('button', { name: /^First connection/ }).click();
  await expect(page.getByRole('checkbox', { name: /^offline_access/ })).toBeChecked();
  const ready = page.getByRole('region', { name: 'Ready for the token request' });
  const scopes = ((await ready.locator('code, pre').first().textContent()) ?? '').trim().split(/\s+/);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  const redirectUri = await page.getByLabel('Redirect URI').inputValue();
  expect(redirectUri).toBe(`${appOrigin()}/api/oauth/callback/${accountIdOf(page)}`);

  const coupa = await context.newPage();
  const { identifier, secret } = await createClientInPortal(coupa, {
    grantType: 'Authorization code',
    clientProof: 'Shared secret',
    name,
    redirectUri,
    scopes,
  });
  await coupa.close();

  await fillCredentials(page, identifier, secret);
  await expect(page.getByText(new URL(practiceOrigin()).host).first()).toBeVisible();
  await authorize(page);
  await answerConsent(page, 'Allow');
  await expectVerdict(page, 'Validated');
  console.log(`authorization code: ${effort.clicks} clicks, ${effort.typed.size} typed`);
  expect(effort.clicks).toBeLessThanOrEqual(8);
  expect(effort.typed.size).toBeLessThanOrEqual(3);
  expect(new URL(page.url()).search).toBe('');
  await expect(page.getByText(/Refresh token came/)).toBeVisible();
});

test('PKCE: the verifier proves the client, with its secret as well', async ({ page }) => {
  const { client } = await reachCredentials(page, 'PKCE');
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await answerConsent(page, 'Allow');
  await expectVerdict(page, 'Validated');
});

test('PKCE without a secret at all', async ({ page }) => {
  const { client } = await reachCredentials(page, 'PKCE');
  await page.getByLabel('Client ID').fill(client.clientId);
  await authorize(page);
  await answerConsent(page, 'Allow');
  await expectVerdict(page, 'Validated');
});

test('denied, explained, tried again with nothing typed anew', async ({ page }) => {
  const { client } = await reachCredentials(page);
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await answerConsent(page, 'Deny');
  await page.waitForURL('**/setup/credentials**');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByText('Who fixes it')).toBeVisible();
  await expect(page.getByLabel('Client ID')).toHaveValue(client.clientId);
  await authorize(page);
  await answerConsent(page, 'Allow');
  await expectVerdict(page, 'Validated');
});

test('[RFC9700-3] [RFC9700-13] the callback: a 303 to a clean address, its code nowhere; again by reload and by the back button nothing is spent', async ({
  page,
  context,
}) => {
  const { client } = await reachCredentials(page);
  await fillCredentials(page, client.clientId, client.clientSecret);
  const hosts = new Set<string>();
  const referers: string[] = [];
  context.on('request', (request) => {
    hosts.add(new URL(request.url()).origin);
    const { referer } = request.headers();
    if (referer) referers.push(referer);
  });
  await authorize(page);
  const arrival = page.waitForResponse((response) => response.url().includes('/api/oauth/callback/'));
  await answerConsent(page, 'Allow');
  const arrived = await arrival;
  const callback = new URL(arrived.url());
  const code = callback.searchParams.get('code') ?? '';
  expect(code.length).toBeGreaterThan(10);
  expect(arrived.status()).toBe(303);
  expect(arrived.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  expect(arrived.headers().location).toBe(`${appOrigin()}/accounts/${accountIdOf(page)}/setup/result`);
  await expectVerdict(page, 'Validated');
  expect(await page.content()).not.toContain(code);

  const again = await page.request.get(callback.href, { maxRedirects: 0 });
  expect([again.status(), await again.text()]).toEqual([303, '']);
  await page.goto(callback.href);
  await expectVerdict(page, 'Validated');
  await page.reload();
  await expectVerdict(page, 'Validated');
  expect(page.url()).not.toContain(code);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).not.toContain(code);
  expect([...hosts].toSorted(), 'nothing from elsewhere').toEqual([appOrigin(), practiceOrigin()].toSorted());
  expect(referers.filter((referer) => referer.includes(code))).toEqual([]);
});

test('[RFC9700-11] [RFC9700-18] starting an authorization: only from our own page, and never to an address of the asker', async ({
  page,
  context,
}) => {
  const { client, redirectUri } = await reachCredentials(page);
  await fillCredentials(page, client.clientId, client.clientSecret);
  const start = `${appOrigin()}/api/accounts/${accountIdOf(page)}/authorize`;
  await authorize(page);
  await page.waitForURL(`${practiceOrigin()}/**`);
  const post = (headers: Record<string, string>) => page.request.post(start, { headers, maxRedirects: 0 });
  const own = { Origin: appOrigin(), 'Content-Type': 'application/json' };
  const foreign: Record<string, string>[] = [
    { ...own, Origin: 'https://evil.example' },
    { ...own, Origin: practiceOrigin() },
    { ...own, Origin: 'null' },
    { 'Content-Type': 'application/json' },
    { ...own, 'Sec-Fetch-Site': 'cross-site' },
    { ...own, 'Sec-Fetch-Site': 'same-site' },
    { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'cross-site' },
  ];
  for (const headers of foreign) {
    const answer = await post(headers);
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
    expect(await answer.text()).not.toContain('code_challenge');
  }
  const navigated = await page.request.get(start, { maxRedirects: 0 });
  expect(navigated.status(), 'a link or an image').toBe(405);

  const spoofed = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    Forwarded: 'host=evil.example',
  };
  const answer = await post({ ...own, ...spoofed, 'X-Original-URL': 'https://evil.example/' });
  expect(answer.status()).toBe(200);
  const { location } = (await answer.json()) as { location: string };
  expect(new URL(location).searchParams.get('redirect_uri')).toBe(redirectUri);
  expect(location).not.toContain('evil');

  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const status = await statusWithHost(start, 'evil.example', { ...own, Cookie: cookies });
  expect(status, 'another Host').toBeGreaterThanOrEqual(400);
});

/** fetch and the browser do not let anybody choose the Host. */
function statusWithHost(url: string, host: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers: { ...headers, Host: host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asking.on('error', reject).end('{}');
  });
}

test.describe('answers that belong to no journey', () => {
  for (const [what, query, words] of [
    ['without state', 'code=made-up', /state/i],
    ['with a foreign state', `code=made-up&state=${'x'.repeat(43)}`, /state|belong/i],
    ['with everything twice', 'code=a&code=b&state=a&state=b', /twice|once|understood/i],
  ] as const) {
    test(what, async ({ page }) => {
      await reachCredentials(page);
      const id = accountIdOf(page);
      await page.goto(`/api/oauth/callback/${id}?${query}`);
      await page.waitForURL('**/setup/credentials**');
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
      await expect(page.getByText('Who fixes it')).toBeVisible();
      expect(page.url()).not.toContain('made-up');
      await expect(page.getByText(words).first()).toBeVisible();
    });
  }
});

test.describe('a redirect URI that is not registered', () => {
  test.use({ expectedNoise: [REFUSED] });
  test('Coupa shows its own page; what to compare stands on ours', async ({ page }) => {
    const { client, redirectUri } = await reachCredentials(page);
    await changePracticeClient(practiceOrigin(), client, { redirectUris: [`${redirectUri}/`] });
    await fillCredentials(page, client.clientId, client.clientSecret);
    await authorize(page);
    await page.waitForURL(`${practiceOrigin()}/**`);
    await expect(page.getByText(/redirect_uri/)).toBeVisible();
    await page.goBack();
    await page.waitForURL('**/setup/credentials**');
    await expect(page.getByLabel('Redirect URI')).toHaveValue(redirectUri);
    await page.getByText('Coupa shows an error page instead of asking?').click();
    const help = page.getByRole('group').filter({ hasText: 'Who can mend it' });
    await expect(help).toContainText(redirectUri);
    await expect(help).toContainText('The Coupa administrator, on the client.');
    await expect(help.getByRole('link', { name: 'Open the client in Coupa' })).toBeVisible();
  });
});
