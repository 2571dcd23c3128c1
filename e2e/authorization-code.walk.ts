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

test('the callback again, by reload and by the back button: nothing is spent, the token stands', async ({
  page,
}) => {
  const { client } = await reachCredentials(page);
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  const arrival = page.waitForRequest((request) => request.url().includes('/api/oauth/callback/'));
  await answerConsent(page, 'Allow');
  const callback = (await arrival).url();
  await expectVerdict(page, 'Validated');
  await page.goto(callback);
  await expectVerdict(page, 'Validated');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

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
