import type { Page } from '@playwright/test';
import { createPracticeClient } from '../test/practice-api.ts';
import { expect, practiceOrigin, test } from './walk.ts';

const MAX_TABS = 80;

/** Presses Tab until the element with this role and name has the focus, which must be visible. */
async function tabTo(page: Page, role: string, name: RegExp | string) {
  const wanted = page.getByRole(
    role as 'button',
    typeof name === 'string' ? { name, exact: true } : { name },
  );
  for (let presses = 0; presses < MAX_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.first().evaluate((element) => element === document.activeElement)) {
      const outline = await wanted.first().evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      });
      expect(outline, `focus is visible on ${name}`).toBe(true);
      return;
    }
  }
  throw new Error(`${role} ${name} was not reached by ${MAX_TABS} tabs`);
}

test('by keyboard alone: from the list to a validated, applied account', async ({ page }) => {
  const client = await createPracticeClient(practiceOrigin(), { scopes: ['core.common.read'] });
  await page.goto('/accounts');
  await tabTo(page, 'link', 'Set up an account');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/accounts/new');
  await tabTo(page, 'textbox', 'Label');
  await page.keyboard.type('By keyboard');
  await tabTo(page, 'textbox', 'Instance URL');
  await page.keyboard.type(practiceOrigin());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/setup/grant-type');
  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/setup/scopes');
  await tabTo(page, 'searchbox', 'Search scopes');
  await page.keyboard.type('core.common.read');
  await tabTo(page, 'checkbox', /^core\.common\.read/);
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Continue');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/setup/credentials');
  await tabTo(page, 'textbox', 'Client ID');
  await page.keyboard.type(client.clientId);
  await page.keyboard.press('Tab');
  await page.keyboard.type(client.clientSecret);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/setup/result');
  await expect(page.getByRole('heading', { name: 'Validated', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await tabTo(page, 'button', 'Apply');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'By keyboard' })).toBeVisible();
});
