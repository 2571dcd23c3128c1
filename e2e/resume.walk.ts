import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp } from '../test/app-process.ts';
import { createPracticeClient } from '../test/practice-api.ts';
import { createOwner } from './owner.ts';
import { expect, test } from './walk.ts';

test('left at a step, resumed at that step after a restart; the practice Coupa remembers too', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'caw-resume-'));
  const dataDir = path.join(folder, 'data');
  const first = await startApp({ dataDir });
  const ports = {
    port: Number(new URL(first.origin).port),
    practicePort: Number(new URL(first.practiceOrigin).port),
  };
  const state = path.join(folder, 'owner.json');
  await createOwner(first.welcomeUrl(), state);
  const context = await browser.newContext({ storageState: state, baseURL: first.origin });
  const page = await context.newPage();

  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Set up an account' }).first().click();
  await page.getByLabel('Label').fill('Left half way');
  await page.getByLabel('Instance URL').fill(first.practiceOrigin);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL('**/setup/grant-type');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL('**/setup/scopes');
  await page.getByLabel('Paste scopes').fill('core.common.read');
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await page.waitForURL('**/accounts');
  const client = await createPracticeClient(first.practiceOrigin, { scopes: ['core.common.read'] });
  expect(await first.stop()).toBe(0);

  const second = await startApp({ dataDir, ...ports });
  await page.goto('/accounts');
  const row = page.getByRole('row', { name: /Left half way/ });
  await row.getByRole('link', { name: /step 4|credentials|continue/i }).click();
  await page.waitForURL('**/setup/credentials');
  await page.getByLabel('Client ID').fill(client.clientId);
  await page.getByRole('textbox', { name: 'Client secret' }).fill(client.clientSecret);
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Validated', exact: true })).toBeVisible({
    timeout: 30_000,
  });

  await context.close();
  await second.stop();
  // Nothing that was typed or issued may stand in what the service printed.
  const printed = first.output() + second.output();
  expect(printed).not.toContain(client.clientSecret);
  rmSync(folder, { recursive: true, force: true });
});
