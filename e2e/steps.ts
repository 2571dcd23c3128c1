import type { Page } from '@playwright/test';
import { expect, practiceOrigin } from './walk.ts';

/** What an integration administrator does on the five pages. */

interface ClientChoices {
  label?: string;
  accountType?:
    | 'SnapLogic Coupa OAuth2 Account'
    | 'SnapLogic Coupa Dynamic OAuth2 Account'
    | 'Other consumer';
  isExisting?: boolean;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

export async function fillClient(page: Page, choices: ClientChoices = {}): Promise<void> {
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Set up an account' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Client' })).toBeVisible();
  if (choices.accountType) await page.getByRole('radio', { name: choices.accountType }).check();
  if (choices.label) await page.getByLabel('Label').fill(choices.label);
  await page.getByLabel('Instance URL').fill(practiceOrigin());
  if (choices.isExisting) await page.getByRole('radio', { name: 'Use a client that exists' }).check();
  await press(page, 'Continue');
  await page.waitForURL('**/setup/grant-type');
}

export async function chooseGrantType(
  page: Page,
  grantType: 'Client credentials' | 'Authorization code',
  clientProof?: 'Shared secret' | 'PKCE',
): Promise<void> {
  await page.getByRole('radio', { name: grantType }).check();
  if (clientProof) await page.getByRole('radio', { name: clientProof }).check();
  await press(page, 'Continue');
  await page.waitForURL('**/setup/scopes');
}

export async function chooseScopes(page: Page, scopes: readonly string[]): Promise<void> {
  await page.getByLabel('Paste scopes').fill(scopes.join(', '));
  await press(page, 'Continue');
  await page.waitForURL('**/setup/credentials');
}

export async function fillCredentials(page: Page, clientId: string, clientSecret: string): Promise<void> {
  await page.getByLabel('Client ID').fill(clientId);
  await page.getByRole('textbox', { name: 'Client secret' }).fill(clientSecret);
}

export const authorize = (page: Page) => press(page, 'Authorize');

export async function expectVerdict(
  page: Page,
  verdict: 'Validated' | 'Validated with limits' | 'Not validated',
) {
  await page.waitForURL('**/setup/result');
  await expect(page.getByRole('heading', { name: verdict, exact: true })).toBeVisible({ timeout: 30_000 });
}

/** The id of the account whose page is open. */
export const accountIdOf = (page: Page) => /accounts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
