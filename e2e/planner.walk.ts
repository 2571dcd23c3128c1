import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signIn } from '../test/owner-session.ts';
import { createPracticeClient, setFaults } from '../test/practice-api.ts';
import { OWNER } from './owner.ts';
import { answerConsent } from './portal.ts';
import {
  accountIdOf,
  authorize,
  chooseGrantType,
  chooseScopes,
  expectVerdict,
  fillClient,
  fillCredentials,
} from './steps.ts';
import { appOrigin, expect, ownerPassword, practiceOrigin, REFUSED, test } from './walk.ts';

const LABEL = 'Supplier sync, planned';
const DEPUTY = { firstName: 'Priya', lastName: 'Nair', email: 'priya.nair@acme.example' };

test.use({ expectedNoise: [REFUSED] });
test.setTimeout(120_000);

/** An account in use that rests on a consent given just now. */
async function applyByCode(page: Page): Promise<string> {
  const scopes = ['core.common.read', 'offline_access'];
  await fillClient(page, { label: LABEL, accountType: 'Other consumer' });
  const id = accountIdOf(page);
  await chooseGrantType(page, 'Authorization code');
  await chooseScopes(page, scopes);
  const client = await createPracticeClient(practiceOrigin(), {
    grantType: 'authorization_code',
    redirectUris: [await page.getByLabel('Redirect URI').inputValue()],
    scopes,
  });
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await answerConsent(page, 'Allow');
  await expectVerdict(page, 'Validated');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: LABEL })).toBeVisible();
  return id;
}

/** Somebody else who may sign in; an invitation wants a proof of the owner that is not old. */
async function addDeputy() {
  const owner = await signIn(appOrigin(), OWNER.email, ownerPassword());
  const made = await owner.call('POST', '/api/invitations', { role: 'editor', forWhom: 'Priya' });
  const { url } = (await made.json()) as { url: string };
  const claimed = await fetch(`${appOrigin()}/api/invitations/claim`, {
    method: 'POST',
    headers: { Origin: appOrigin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({
      token: new URL(url).searchParams.get('token'),
      person: { ...DEPUTY, password: 'made up for this walk' },
    }),
  });
  expect(claimed.status, await claimed.text()).toBeLessThan(300);
}

async function expectNoSidewaysScroll(page: Page) {
  for (const width of [375, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${page.url()} at ${width}`).toBe(0);
  }
}

test('upkeep told as it is, owner and deputy, the planner and its calendars', async ({
  page,
  playwright,
}) => {
  await addDeputy();
  const id = await applyByCode(page);
  const upkeep = page.getByRole('region', { name: 'Upkeep' });
  await expect(upkeep.getByText(/^Healthy since/)).toBeVisible();
  await expect(upkeep.getByText(/Next renewal/)).toBeVisible();

  // The answer breaks off: nobody knows whether Coupa took the refresh token.
  await setFaults(practiceOrigin(), { 'token-truncated': true });
  try {
    await page.getByRole('button', { name: 'Renew now' }).click();
    await expect(upkeep.getByText(/^Degraded: renewal failing since/)).toBeVisible();
    await expect(upkeep.getByText('It is not known whether Coupa took the last request')).toBeVisible();
    await expect(upkeep.getByText(/What it means:/)).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'Status' }).getByText(/Valid until.*renewal failing/),
    ).toBeVisible();
    await expectNoSidewaysScroll(page);
  } finally {
    await setFaults(practiceOrigin(), { 'token-truncated': false });
  }
  // It was renewed elsewhere: the page that stands open notices by itself.
  const renewed = await page.request.post(`/api/accounts/${id}/renew`, {
    headers: { Origin: appOrigin(), 'Content-Type': 'application/json' },
  });
  expect(renewed.status()).toBe(200);
  await expect(upkeep.getByText(/^Healthy since/)).toBeVisible({ timeout: 20_000 });

  await page.getByText('Change owner or deputy').click();
  await page.getByLabel('Deputy').selectOption({ label: 'Priya Nair' });
  await page.getByRole('button', { name: 'Save owner and deputy' }).click();
  await expect(page.getByText(/^Priya Nair named deputy by Maya Lindqvist/)).toBeVisible();
  const details = page.getByRole('complementary', { name: 'Details and configuration' });
  await expect(details.getByRole('definition').filter({ hasText: 'Priya Nair' })).toBeVisible();

  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Planner' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Planner' })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: LABEL });
  await expect(row.getByText('89 days left', { exact: false })).toBeVisible();
  await expect(row.getByText('Priya Nair')).toBeVisible();
  await expectNoSidewaysScroll(page);

  const ofAll = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the calendar' }).click();
  const calendar = await readFile(await (await ofAll).path(), 'utf8');
  const ofOne = page.waitForEvent('download');
  await row.getByRole('link', { name: /^Calendar/ }).click();
  const entry = await readFile(await (await ofOne).path(), 'utf8');
  for (const file of [calendar, entry]) {
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(file).toContain(`UID:sign-in-${id}@localhost\r\n`);
    expect(file.replaceAll('\r\n ', '')).toContain('Owner: Maya Lindqvist. Deputy: Priya Nair.');
    expect(file.match(/TRIGGER:-P(30|14|7|1)D/g)?.length).toBeGreaterThanOrEqual(4);
  }
  expect(entry.match(/BEGIN:VEVENT/g)).toHaveLength(1);

  const stranger = await playwright.request.newContext({ baseURL: appOrigin(), storageState: undefined });
  expect((await stranger.get('/api/planner/calendar.ics')).status()).toBe(401);
  await stranger.dispose();

  await page.getByRole('link', { name: /^Next 30 days/ }).click();
  await expect(page.getByRole('row').filter({ hasText: LABEL })).toHaveCount(0);
  await page.getByRole('link', { name: /^All/ }).click();
  await row.getByRole('link', { name: /^Re-authorize/ }).click();
  await page.waitForURL(`**/accounts/${id}`);
  await expect(page.getByRole('link', { name: 'Re-authorize' })).toBeVisible();
});
