import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { startPostgres } from '../test/postgres.ts';
import { createOwner, OWNER } from './owner.ts';
import { expect, REFUSED, test } from './walk.ts';

/** An app of its own: people are changed here, and a session is made old in its database. */
let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let app: AppProcess;
let ownerState: string;
let ownerPassword: string;

test.use({ expectedNoise: [REFUSED], permissions: ['clipboard-read', 'clipboard-write'] });
test.setTimeout(90_000);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-people-'));
  postgres = await startPostgres();
  app = await startApp({
    dataDir: path.join(folder, 'data'),
    env: { DATABASE_URL: postgres.url, KEYS_FILE: path.join(folder, 'keys'), PRACTICE: 'off' },
  });
  ownerState = path.join(folder, 'owner.json');
  ownerPassword = await createOwner(app.welcomeUrl(), ownerState);
});
test.afterAll(async () => {
  await app.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const JONAS = { firstName: 'Jonas', lastName: 'Berg', email: 'jonas.berg@acme.example' };
const password = 'made up for this walk';

async function signIn(page: Page, email: string, typed: string) {
  await page.goto(`${app.origin}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(typed);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function paste(page: Page, label: string, text: string) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.getByRole('textbox', { name: label, exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+V');
}

test('[ASVS-6.2.6] [ASVS-6.2.7] [ASVS-7.4.2] [ASVS-7.4.5] an owner invites, changes a role, ends sessions and disables; each holds at once', async ({
  browser,
}) => {
  const owner = await (await browser.newContext({ storageState: ownerState })).newPage();
  await owner.goto(`${app.origin}/settings/people`);
  await owner.getByRole('link', { name: 'Invite somebody' }).click();
  await owner.getByRole('button', { name: 'Make the link' }).click();
  await expect(owner.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
  await owner.getByLabel('Who is it for?').fill('Jonas');
  await owner.getByRole('radio', { name: 'Editor' }).check();
  await owner.getByRole('button', { name: 'Make the link' }).click();
  const link = await owner.getByRole('textbox', { name: 'One-time link' }).inputValue();
  expect(link).toMatch(/\/invitation\?token=[\w-]{43}$/);

  const jonas = await (
    await browser.newContext({
      storageState: { cookies: [], origins: [] },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
  ).newPage();
  await jonas.goto(link);
  await jonas.getByLabel('First name').fill(JONAS.firstName);
  await jonas.getByLabel('Last name').fill(JONAS.lastName);
  await jonas.getByLabel('Email').fill(JONAS.email);
  const field = jonas.getByRole('textbox', { name: 'Password', exact: true });
  await paste(jonas, 'Password', password);
  await expect(field).toHaveValue(password);
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveAttribute('autocomplete', 'new-password');
  await jonas.getByRole('button', { name: 'Reveal Password' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  await jonas.getByRole('button', { name: 'Create my sign-in' }).click();
  await jonas.waitForURL(`${app.origin}/accounts`);
  await expect(jonas.getByRole('link', { name: 'Set up an account' }).first()).toBeVisible();
  // The link stays neither in the address nor behind Back.
  await jonas.goBack();
  expect(jonas.url()).not.toContain('token');
  await jonas.goto(`${app.origin}/settings/people`);
  await jonas.waitForURL('**/forbidden');

  const late = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await late.goto(`${app.origin}/invitation?token=made-up`);
  await expect(late.getByRole('heading', { name: 'This link does not work' })).toBeVisible();

  await owner.goto(`${app.origin}/settings/people?search=jonas`);
  await owner.getByRole('link', { name: 'Jonas Berg' }).click();
  await owner.getByRole('radio', { name: 'Viewer' }).check();
  await owner.getByRole('button', { name: 'Change the role' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Jonas Berg' })).toBeFocused();
  await jonas.goto(`${app.origin}/accounts`);
  await expect(jonas.getByRole('heading', { name: 'Accounts', exact: true })).toBeVisible();
  await expect(jonas.getByRole('link', { name: 'Set up an account' })).toHaveCount(0);

  await owner.getByRole('button', { name: 'End all sessions' }).click();
  await expect(owner.getByText('Jonas Berg is signed out everywhere.')).toBeVisible();
  await jonas.getByRole('link', { name: 'Help' }).click();
  await jonas.waitForURL('**/sign-in?**');
  await signIn(jonas, JONAS.email, password);
  await jonas.waitForURL(`${app.origin}/accounts`);

  await owner.getByRole('button', { name: 'Disable Jonas Berg' }).click();
  await expect(owner.getByRole('button', { name: 'Enable' })).toBeVisible();
  await jonas.getByRole('link', { name: 'Help' }).click();
  await jonas.waitForURL('**/sign-in?**');
  await signIn(jonas, JONAS.email, password);
  await expect(jonas.getByText('The email or the password is not right.').first()).toBeVisible();
});

test('[ASVS-7.4.4] [ASVS-7.5.2] [ASVS-14.3.1] one sees and ends own sessions; signing out is in sight, clears the browser, and Back shows nothing', async ({
  browser,
}) => {
  const one = await (await browser.newContext({ storageState: ownerState })).newPage();
  const two = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await signIn(two, OWNER.email, ownerPassword);
  await two.waitForURL(`${app.origin}/accounts`);

  await one.goto(`${app.origin}/accounts`);
  await one
    .getByRole('navigation')
    .or(one.locator('header'))
    .getByRole('link', { name: /Maya Lindqvist/ })
    .first()
    .click();
  await one.waitForURL('**/you');
  const list = one.getByRole('region', { name: 'Sessions' });
  await expect(list.getByText(/this one/)).toHaveCount(1);
  await list.getByRole('button', { name: 'End all others' }).click();
  await expect(list.getByRole('button', { name: /^End/ })).toHaveCount(0);
  await two.getByRole('link', { name: 'Help' }).click();
  await two.waitForURL('**/sign-in?**');

  for (const address of ['/nothing-here', '/accounts', '/help', '/settings/people', '/you']) {
    await one.goto(app.origin + address);
    await expect(one.getByRole('button', { name: 'Sign out' })).toBeVisible();
  }
  const answered = one.waitForResponse('**/api/auth/signout');
  await one.getByRole('button', { name: 'Sign out' }).click();
  expect(await (await answered).headerValue('clear-site-data')).toBe('"cache", "storage"');
  await one.waitForURL('**/sign-in');
  await one.goBack();
  await one.waitForURL('**/sign-in**');
  await expect(one.getByText(OWNER.email)).toHaveCount(0);
  expect((await one.context().cookies()).map(({ name }) => name)).not.toContain('wizard-session');
});

test('[ASVS-7.2.4] [RFC9700-15] a session that was planted before signing in is dead after it, and the new one has an id of its own', async () => {
  const victim = { email: OWNER.email, password: ownerPassword };
  const planted = await cookieAfterSignIn(victim, '');
  expect(await statusWith(planted)).toBe(200);
  const own = await cookieAfterSignIn(victim, planted);
  expect(own).not.toBe(planted);
  expect(await statusWith(planted)).toBe(401);
  expect(await statusWith(own)).toBe(200);
  const madeUp = await cookieAfterSignIn(victim, 'wizard-session=planted');
  expect(madeUp).not.toContain('planted');
  expect(await statusWith('wizard-session=planted')).toBe(401);
});

test('[ASVS-7.5.1] changing a password or people asks who it is when the last proof is old', async () => {
  const Cookie = await cookieAfterSignIn({ email: OWNER.email, password: ownerPassword }, '');
  const calls: [string, string, unknown?][] = [
    ['PUT', '/api/me/password', { currentPassword: ownerPassword, password: 'another made up one' }],
    ['POST', '/api/invitations', { role: 'owner', forWhom: 'Eve' }],
  ];
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  try {
    await database.query(`update sessions set confirmed_at = now() - interval '11 minutes'`);
    const { rows } = await database.query('select id from people');
    for (const { id } of rows)
      calls.push(
        ['PUT', `/api/people/${id}/role`, { role: 'owner' }],
        ['POST', `/api/people/${id}/enable`],
        ['POST', `/api/people/${id}/disable`],
        ['POST', `/api/people/${id}/reset-link`],
        ['DELETE', `/api/people/${id}/sessions`],
      );
    for (const [method, address, body] of calls) {
      const answer = await fetch(app.origin + address, {
        method,
        headers: { Cookie, Origin: app.origin, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      expect([address, answer.status, (await answer.json()).code]).toEqual([address, 403, 'confirm_needed']);
    }
    expect(calls.length).toBeGreaterThan(6);
  } finally {
    await database.end();
  }
});

/** Signs in over HTTP with a cookie that is there already; the session cookie that came of it. */
async function cookieAfterSignIn(typed: { email: string; password: string }, before: string) {
  const csrf = await fetch(`${app.origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const csrfCookie = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const answer = await fetch(`${app.origin}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Origin: app.origin,
      Cookie: [...csrfCookie, before].filter(Boolean).join('; '),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, ...typed, json: 'true' }),
  });
  expect(answer.status).toBe(200);
  const made = answer.headers.getSetCookie().find((line) => line.startsWith('wizard-session='));
  return made?.split(';')[0] ?? '';
}

const statusWith = async (Cookie: string) =>
  (await fetch(`${app.origin}/api/accounts`, { headers: { Cookie, Origin: app.origin } })).status;
