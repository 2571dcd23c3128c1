import { countEffort } from './effort.ts';
import { createClientInPortal } from './portal.ts';
import { expectVerdict } from './steps.ts';
import { expect, practiceOrigin, test } from './walk.ts';

test('a newcomer goes from nothing to a validated account by client credentials, and copies the configuration', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const effort = await countEffort(context);
  const startedAt = Date.now();
  await page.goto('/accounts');

  await page.getByRole('link', { name: 'Set up an account' }).first().click();
  await page.getByRole('button', { name: 'Use the practice Coupa' }).click();
  const label = await page.getByLabel('Label').inputValue();
  expect(label).not.toBe('');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Grant type' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Client credentials' })).toBeChecked();
  const name = await page.getByLabel('Name', { exact: true }).inputValue();
  const login = await page.getByLabel('Login').inputValue();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Scopes' })).toBeVisible();
  await page.getByRole('button', { name: /^First connection/ }).click();
  const ready = page.getByRole('region', { name: 'Ready for the token request' });
  const scopes = ((await ready.locator('code, pre').first().textContent()) ?? '').trim().split(/\s+/);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible();

  // The Coupa administrator's part, in another tab as the deep link opens it.
  const coupa = await context.newPage();
  const { identifier, secret } = await createClientInPortal(coupa, {
    grantType: 'Client credentials',
    name,
    login,
    scopes,
  });
  expect(identifier).toMatch(/^[0-9a-f]{32}$/);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await coupa.close();

  await page.getByLabel('Client ID').fill(identifier);
  await page.getByRole('textbox', { name: 'Client secret' }).fill(`${secret}\n`);
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  await expectVerdict(page, 'Validated');
  const seconds = (Date.now() - startedAt) / 1000;

  // Measured by the browser itself: presses and fields on the wizard's pages.
  console.log(
    `client credentials: ${effort.clicks} clicks, ${effort.typed.size} typed, ${seconds.toFixed(1)} s`,
  );
  expect(effort.clicks).toBeLessThanOrEqual(8);
  expect(effort.typed.size).toBeLessThanOrEqual(3);

  // Evidence for every check, and no secret on the page.
  await expect(page.getByText('POST /oauth2/token')).toBeVisible();
  await expect(page.getByText(/GET \/api\/departments\?limit=1/)).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: /^Copy Host/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(practiceOrigin());
  await page.getByRole('button', { name: /^Copy Client Secret/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await page.getByRole('button', { name: /^Copy Token Endpoint Parameter Value/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(scopes.join(' '));

  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: label })).toBeVisible();
  await expect(page.getByText(/Valid until/).first()).toBeVisible();

  const { pathname } = new URL(page.url());
  await page.goto('/accounts');
  await expect(page.locator(`a[href="${pathname}"]`)).toHaveText(label);
});
