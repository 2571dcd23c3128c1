import { createPracticeClient, setFaults } from '../test/practice-api.ts';
import { expectAccessible } from './expect-accessible.ts';
import { answerConsent, signInToPortal } from './portal.ts';
import {
  authorize,
  chooseGrantType,
  chooseScopes,
  expectVerdict,
  fillClient,
  fillCredentials,
} from './steps.ts';
import { expect, practiceOrigin, REFUSED, test } from './walk.ts';

test.use({ expectedNoise: [REFUSED] });
test.setTimeout(480_000);
// Each looks at pages of its own: the workers share them.
test.describe.configure({ mode: 'parallel' });

test('every page of the wizard on the way through, with its errors', async ({ page }) => {
  await page.goto('/accounts/new');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
  await expectAccessible(page);

  await fillClient(page, { label: 'Looked at by axe', accountType: 'Other consumer' });
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Authorization code' }).check();
  await expectAccessible(page);
  await chooseGrantType(page, 'Client credentials');
  await page.getByLabel('Paste scopes').fill('core.suppliers.read');
  await page.getByLabel('Paste scopes').blur();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Take it out/ }).click();
  const scopes = ['core.common.read', 'core.supplier.read', 'core.supplier.write'];
  await chooseScopes(page, scopes);
  await expectAccessible(page);

  const client = await createPracticeClient(practiceOrigin(), { scopes: scopes.slice(0, 2) });
  await fillCredentials(page, client.clientId, '0'.repeat(64));
  await authorize(page);
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Client secret' }).fill(client.clientSecret);
  await authorize(page);
  await expect(page.getByRole('heading', { name: 'Validated with limits' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Looked at by axe' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/accounts');
  await expectAccessible(page);
  await page.goto('/accounts?search=nothing-is-called-so');
  await expectAccessible(page);
});

test('by authorization code: before leaving, denied, not validated, deleted', async ({ page }) => {
  const scopes = ['core.common.read', 'offline_access'];
  await fillClient(page, { label: 'Looked at by axe, by code', accountType: 'Other consumer' });
  await chooseGrantType(page, 'Authorization code');
  await chooseScopes(page, scopes);
  await page.getByText('Coupa shows an error page instead of asking?').click();
  await expectAccessible(page);

  const client = await createPracticeClient(practiceOrigin(), {
    grantType: 'authorization_code',
    redirectUris: [await page.getByLabel('Redirect URI').inputValue()],
    scopes,
  });
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await answerConsent(page, 'Deny');
  await page.waitForURL('**/setup/credentials**');
  await expect(page.getByText('Who fixes it')).toBeVisible();
  await expectAccessible(page);

  await authorize(page);
  await setFaults(practiceOrigin(), { 'api-500': true });
  try {
    await answerConsent(page, 'Allow');
    await expectVerdict(page, 'Not validated');
  } finally {
    await setFaults(practiceOrigin(), { 'api-500': false });
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Looked at by axe, by code' })).toBeVisible();
  await expectAccessible(page);

  await page.getByText('Change owner or deputy').click();
  await page.getByText('Coupa’s rules behind these times').click();
  await page.getByRole('button', { name: 'Delete this account' }).click();
  await expectAccessible(page);
  await page.goto('/planner');
  await expect(page.getByRole('row').filter({ hasText: 'Looked at by axe, by code' })).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole('button', { name: 'Delete this account' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Restore' }).first()).toBeVisible();
  await expectAccessible(page);
});

test('API keys: none, a new one with errors, shown once, listed, about to be revoked', async ({ page }) => {
  await page.goto('/settings/api-keys');
  await expectAccessible(page);
  await page.goto('/settings/api-keys/new');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
  await page.getByRole('radio', { name: 'Only these' }).check();
  await page.getByRole('radio', { name: 'Until a day' }).check();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Looked at by axe');
  await page.getByRole('checkbox', { name: 'Read status' }).check();
  await page.getByRole('radio', { name: 'All accounts' }).check();
  await page.getByRole('radio', { name: '30 days' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Copy the key now' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Revoke Looked at by axe' }).click();
  await expectAccessible(page);
});

test('pages beside the way: help, not found, sign in, welcome', async ({ page, context }) => {
  for (const address of ['/planner', '/help', '/nothing-here', '/accounts/nothing-here', '/forbidden']) {
    await page.goto(address);
    await expectAccessible(page);
  }
  for (const address of [
    '/settings/people',
    '/settings/people/invite',
    '/settings/encryption',
    '/settings/backup',
    '/settings/alerts',
    '/settings/alerts/new',
    '/you',
    '/you/confirmed',
  ]) {
    await page.goto(address);
    await expectAccessible(page);
  }
  for (const address of ['/settings/audit', '/settings/audit?result=failed&group=service']) {
    await page.goto(address);
    await expectAccessible(page);
  }
  await context.clearCookies();
  for (const address of ['/sign-in', '/welcome?token=made-up', '/invitation?token=made-up']) {
    await page.goto(address);
    await expectAccessible(page);
  }
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
  await expectAccessible(page);
});

test('every page of the practice Coupa', async ({ page }) => {
  const client = await createPracticeClient(practiceOrigin(), { scopes: ['core.common.read'] });
  await page.goto(`${practiceOrigin()}/session/new`);
  await expectAccessible(page);
  await signInToPortal(page);
  const pages = ['/', '/user/home', '/administration/setup', '/oauth2/clients', '/oauth2/clients/new'];
  pages.push(`/oauth2/clients/${client.id}`, `/oauth2/clients/${client.id}/edit`, '/oauth2/scopes');
  pages.push('/oauth2/scopes/core.common.read', '/practice/about', '/practice/faults', '/nothing-here');
  for (const address of pages) {
    await page.goto(practiceOrigin() + address);
    await expectAccessible(page);
  }
});
