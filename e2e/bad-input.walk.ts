import type { Page } from '@playwright/test';
import { createPracticeClient, regenerateSecret, setFaults } from '../test/practice-api.ts';
import { DEAD_HOST } from './start-servers.ts';
import { authorize, chooseGrantType, chooseScopes, fillClient, fillCredentials } from './steps.ts';
import { expect, practiceOrigin, REFUSED, test } from './walk.ts';

const SCOPES = ['core.common.read'];

/** The same for every failure: focus on the summary, the title says Error, cause and fixer in words, and what was typed stays. */
async function expectExplained(page: Page, words: RegExp) {
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
}

test.describe('Instance URL', () => {
  test('is understood from a login page address, and shown as understood', async ({ page }) => {
    await page.goto('/accounts/new');
    const field = page.getByLabel('Instance URL');
    await field.fill('  "http://ACME-test.coupahost.com/session/new" ');
    await field.blur();
    await expect(page.getByText(/Understood as/)).toContainText('https://acme-test.coupahost.com');
  });

  for (const [typed, words] of [
    ['https://acme.example.com', /not an address of a Coupa instance|coupahost\.com/],
    ['https://10.0.0.1', /IP address/],
    ['https://me:pw@acme.coupahost.com', /user name before an @/],
    ['https://acme.coupahost.com:8443', /Leave out :8443/],
    ['https://acme.coupahost.com.evil.io', /coupahost\.com/],
    ['ftp://acme.coupahost.com', /https/],
    ['', /Enter the address/],
  ] as const) {
    test(`refuses ${typed || 'nothing'} with a reason, and keeps what was typed`, async ({ page }) => {
      await page.goto('/accounts/new');
      await page.getByLabel('Label').fill('Kept');
      await page.getByLabel('Instance URL').fill(typed);
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await expectExplained(page, words);
      await expect(page.getByLabel('Instance URL')).toHaveValue(typed);
      await expect(page.getByLabel('Label')).toHaveValue('Kept');
    });
  }
});

test.describe('Scopes', () => {
  test('misspelt: did you mean, replaced by one press; commas are taken out', async ({ page }) => {
    await fillClient(page);
    await chooseGrantType(page, 'Client credentials');
    await page.getByLabel('Paste scopes').fill('core.invoice.read, core.suppliers.read');
    await page.getByLabel('Paste scopes').blur();
    await expect(page.getByText('core.suppliers.read is not a Coupa scope')).toBeVisible();
    await page.getByRole('button', { name: /^Replace it/ }).click();
    await expect(page.getByRole('checkbox', { name: /^core\.supplier\.read/ })).toBeChecked();
    const ready = page.getByRole('region', { name: 'Ready for the token request' });
    await expect(ready).toContainText('core.invoice.read core.supplier.read');
  });

  test('none: at least one is asked for', async ({ page }) => {
    await fillClient(page);
    await chooseGrantType(page, 'Client credentials');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await expectExplained(page, /at least one scope/i);
  });
});

test.describe('Credentials', () => {
  test.use({ expectedNoise: [REFUSED] });

  async function reach(page: Page) {
    const client = await createPracticeClient(practiceOrigin(), { scopes: SCOPES });
    await fillClient(page);
    await chooseGrantType(page, 'Client credentials');
    await chooseScopes(page, SCOPES);
    return client;
  }

  test('swapped: said before anything is sent', async ({ page }) => {
    const { clientId, clientSecret } = await reach(page);
    await fillCredentials(page, clientSecret, clientId);
    await authorize(page);
    await expectExplained(page, /swapped/);
  });

  test('a wrong secret: what Coupa answered, why, who fixes it and where; the Client ID stays', async ({
    page,
  }) => {
    const { clientId } = await reach(page);
    await fillCredentials(page, clientId, 'f'.repeat(64));
    await authorize(page);
    await expectExplained(page, /invalid_client/);
    for (const term of ['Why', 'Who fixes it', 'What we sent'])
      await expect(page.getByText(term, { exact: true })).toBeVisible();
    await expect(page.getByLabel('Client ID')).toHaveValue(clientId);
    await expect(page.getByRole('button', { name: 'Copy for a ticket' })).toBeVisible();
    expect(await page.content()).not.toContain('f'.repeat(64));
  });

  test('a secret regenerated in Coupa meanwhile, then the right one: nothing else is typed again', async ({
    page,
  }) => {
    const client = await reach(page);
    const { clientSecret } = await regenerateSecret(practiceOrigin(), client);
    await fillCredentials(page, client.clientId, client.clientSecret);
    await authorize(page);
    await expectExplained(page, /invalid_client/);
    await page.getByRole('textbox', { name: 'Client secret' }).fill(clientSecret);
    await authorize(page);
    await expect(page.getByRole('heading', { name: 'Validated', exact: true })).toBeVisible({
      timeout: 30_000,
    });
  });

  for (const [fault, words] of [
    ['token-404', /404|not found/i],
    ['token-500-html', /500|trouble/i],
    ['token-200-html', /sign-in page/i],
    ['token-redirect', /redirect|elsewhere|other address/i],
    ['token-truncated', /cut|middle|broke/i],
    ['token-64mb', /large|too long|256/i],
    ['token-429-retry-after', /429|too many|too fast/i],
    ['maintenance-503', /503|trouble/i],
  ] as const) {
    test(`the token endpoint in the state ${fault} is explained, and the same press works afterwards`, async ({
      page,
    }) => {
      const { clientId, clientSecret } = await reach(page);
      await fillCredentials(page, clientId, clientSecret);
      await setFaults(practiceOrigin(), { [fault]: true });
      try {
        await authorize(page);
        await expectExplained(page, words);
      } finally {
        await setFaults(practiceOrigin(), { [fault]: false });
      }
      await authorize(page);
      await page.waitForURL('**/setup/result');
    });
  }

  test('[ASVS-16.5.2] an instance that cannot be reached: the network is named, and nothing typed is lost', async ({
    page,
  }) => {
    await page.goto('/accounts/new');
    await page.getByLabel('Instance URL').fill(`http://${DEAD_HOST}`);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.waitForURL('**/setup/grant-type');
    await chooseGrantType(page, 'Client credentials');
    await chooseScopes(page, SCOPES);
    await fillCredentials(page, 'a'.repeat(32), 'b'.repeat(64));
    await authorize(page);
    await expectExplained(page, /could not be reached|did not take|refused/i);
    await expect(page.getByText('Who fixes it', { exact: true })).toBeVisible();
    await expect(page.getByLabel('Client ID')).toHaveValue('a'.repeat(32));
  });

  test('silence ends after ten seconds with words', async ({ page }) => {
    const { clientId, clientSecret } = await reach(page);
    await fillCredentials(page, clientId, clientSecret);
    await setFaults(practiceOrigin(), { 'token-silence': true });
    try {
      await authorize(page);
      await expect(page.getByText('Asking Coupa for a token…')).toBeVisible();
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused({ timeout: 15_000 });
      await expectExplained(page, /10 seconds|did not answer/i);
    } finally {
      await setFaults(practiceOrigin(), { 'token-silence': false });
    }
  });
});
