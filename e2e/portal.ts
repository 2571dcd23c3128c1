import type { Page } from '@playwright/test';
import { expect, practiceOrigin } from './walk.ts';

/** What a Coupa administrator does in the practice Coupa, screen by screen. */

export async function signInToPortal(page: Page, login = 'practice-admin'): Promise<void> {
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password').fill('practice');
  await page.getByRole('button', { name: 'Sign In' }).click();
}

export interface CoupaForm {
  grantType: 'Client credentials' | 'Authorization code';
  clientProof?: 'Shared secret' | 'PKCE';
  name: string;
  login?: string;
  redirectUri?: string;
  scopes: readonly string[];
}

/** Setup, Instant Filter, Create, the form, Save; reads Identifier and Secret as a person would. */
export async function createClientInPortal(page: Page, form: CoupaForm) {
  await page.goto(`${practiceOrigin()}/administration/setup`);
  if (page.url().includes('/session/new')) await signInToPortal(page);
  await page.getByLabel(/Instant Filter/).fill('oauth');
  await page.getByRole('link', { name: 'OAuth2/OpenID Connect Clients' }).click();
  await page.getByRole('link', { name: 'Create' }).click();
  await page.getByLabel(/^Grant type/).selectOption({ label: form.grantType });
  await page.locator('#name').fill(form.name);
  if (form.grantType === 'Client credentials') {
    await page.locator('#login').fill(form.login ?? '');
    await page.locator('#contact_first_name').fill('Maya');
    await page.locator('#contact_last_name').fill('Lindqvist');
    await page.locator('#contact_email').fill('maya.lindqvist@acme.example');
  } else {
    await page.locator('#redirect_uris').fill(form.redirectUri ?? '');
    await page.getByLabel(form.clientProof ?? 'Shared secret').check();
  }
  for (const scope of form.scopes) await page.getByRole('checkbox', { name: scope, exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: form.name })).toBeVisible();
  const identifier = (await page.locator('#identifier').textContent()) ?? '';
  await page.getByRole('button', { name: 'Show/Hide' }).click();
  const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  return { identifier, secret };
}

/** Coupa's login, where it asks for one, and its consent page. */
export async function answerConsent(page: Page, answer: 'Allow' | 'Deny'): Promise<void> {
  await page.waitForURL(`${practiceOrigin()}/**`);
  if (page.url().includes('/session/new')) await signInToPortal(page);
  await page.getByRole('button', { name: answer }).click();
}
