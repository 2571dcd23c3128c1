import { randomBytes } from 'node:crypto';
import { chromium } from '@playwright/test';
import { ensureBrowser } from '../scripts/browser.ts';

export const OWNER = { firstName: 'Maya', lastName: 'Lindqvist', email: 'maya.lindqvist@acme.example' };

/** Walks the welcome page as the first owner and keeps the signed-in state for the other walks. Returns the password, made anew. */
export async function createOwner(welcomeUrl: string, stateFile: string): Promise<string> {
  const password = `walk-${randomBytes(9).toString('base64url')}`;
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(welcomeUrl);
    await page.getByLabel('First name').fill(OWNER.firstName);
    await page.getByLabel('Last name').fill(OWNER.lastName);
    await page.getByLabel('Email').fill(OWNER.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page
      .getByRole('main')
      .getByRole('button', { name: /create|continue/i })
      .click();
    await page.waitForURL('**/accounts');
    await page.context().storageState({ path: stateFile });
    return password;
  } finally {
    await browser.close();
  }
}
