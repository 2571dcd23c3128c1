import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { type AppProcess, freePort, startApp } from '../test/app-process.ts';
import { type IdentityProvider, startIdentityProvider } from '../test/identity-provider.ts';
import { startPostgres } from '../test/postgres.ts';
import { expect, REFUSED, test } from './walk.ts';

const PEOPLE = {
  ines: { email: 'Ines.Okafor@acme.example', given_name: 'Ines', family_name: 'Okafor' },
  // Somebody else with the same address: the address decides nothing.
  impostor: { email: 'ines.okafor@acme.example', given_name: 'Ines', family_name: 'Okafor' },
  jonas: { email: 'jonas.berg@acme.example', given_name: 'Jonas', family_name: 'Berg' },
};
const PASSWORD = 'made up for this walk';

let company: IdentityProvider;
/** So that a proof can be made old beside the app. */
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let app: AppProcess;
let folder: string;

/** At the address that the company knows. */
const startWith = (port: number, env: Record<string, string>) =>
  startApp({
    dataDir: path.join(folder, 'data'),
    port,
    env: {
      DATABASE_URL: postgres.url,
      KEYS_FILE: path.join(folder, 'keys'),
      OIDC_ISSUER: company.issuer,
      OIDC_CLIENT_ID: company.clientId,
      OIDC_CLIENT_SECRET: company.clientSecret,
      OIDC_NAME: 'Acme',
      ...env,
    },
  });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-company-'));
  const port = await freePort();
  const redirectUri = `http://localhost:${port}/api/auth/callback/company`;
  company = await startIdentityProvider({ redirectUri, people: PEOPLE });
  postgres = await startPostgres();
  app = await startWith(port, { PASSWORDS: 'off', SECOND_FACTOR: 'required' });
});
test.afterAll(async () => {
  await app?.stop();
  await company?.stop();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});
test.use({ storageState: { cookies: [], origins: [] }, expectedNoise: [REFUSED] });
// The second goes on with the owner whom the first has made.
test.describe.configure({ mode: 'serial' });

async function makeProofsOld() {
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  await database.query(`update sessions set confirmed_at = now() - interval '11 minutes'`);
  await database.end();
}

async function signInAtCompany(page: Page, name: string) {
  await page.getByLabel('Company name').fill(name);
  await page.getByRole('button', { name: 'Go on' }).click();
}

test('[ASVS-6.8.1] [ASVS-10.5.2] [ASVS-7.6.2] [ASVS-10.5.5] welcome by the company, sign out, sign in, confirm; a foreign or old way back, a password and a GET let nobody in', async ({
  page,
  context,
  browser,
}) => {
  const post = (address: string, body: unknown) =>
    page.request.post(app.origin + address, {
      headers: { Origin: app.origin, 'Content-Type': 'application/json' },
      data: JSON.stringify(body),
    });
  const token = new URL(app.welcomeUrl()).searchParams.get('token') ?? '';
  const owner = { firstName: 'Eve', lastName: 'Eve', email: 'eve@b.example', password: 'made-up-and-long' };

  await test.step('nothing that takes a password is there', async () => {
    const refused = await post('/api/welcome', { token, owner });
    expect(await refused.json()).toMatchObject({ code: 'passwords_off' });
    await page.goto(app.welcomeUrl());
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome' })).toBeVisible();
    await expect(page.getByLabel('Password')).toHaveCount(0);
  });

  await test.step('the welcome link makes the owner', async () => {
    await expect(page.getByText(new URL(company.issuer).host)).toBeVisible();
    await page.getByRole('button', { name: 'Continue with Acme' }).click();
    await signInAtCompany(page, 'ines');
    await page.waitForURL(`${app.origin}/accounts`);
    const cookies = await context.cookies(app.origin);
    expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([]);
    expect(cookies.map(({ name }) => name)).not.toContain('wizard-company-link');
  });

  await test.step('sign out, and in again by the company’s own session', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${app.origin}/sign-in`);
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await page.goto(`${app.origin}/sign-in?to=%2Fhelp`);
    const wayBack = page.waitForRequest((request) => request.url().includes('/api/auth/callback/company'));
    await page.getByRole('button', { name: 'Sign in with Acme' }).click();
    await page.waitForURL(`${app.origin}/help`);
    const used = (await wayBack).url();

    const other = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const elsewhere = await other.newPage();
    await elsewhere.goto(used);
    await expect(elsewhere).toHaveURL(`${app.origin}/sign-in?problem=state_unknown`);
    await expect(elsewhere.getByRole('alert', { name: 'There is a problem' })).toContainText(
      'another browser',
    );
    // By a link alone nobody is sent anywhere, whoever it says started (third-party initiated login).
    for (const address of ['signin/company', 'signin/company?iss=https%3A%2F%2Fevil.example', 'backchannel'])
      expect((await other.request.get(`${app.origin}/api/auth/${address}`)).status()).toBeGreaterThan(399);
    // Nor does anybody end a session from there: no back-channel logout is offered, so no logout token is read.
    for (const address of ['backchannel', 'logout/company', 'signout/company', 'backchannel-logout'])
      expect(
        (
          await other.request.post(`${app.origin}/api/auth/${address}`, {
            headers: { Origin: app.origin },
            form: { logout_token: 'made.up.token' },
          })
        ).status(),
      ).toBe(404);
    await elsewhere.goto(`${app.origin}/accounts`);
    await expect(elsewhere).toHaveURL(/\/sign-in\?to=/);

    await elsewhere.getByRole('button', { name: 'Sign in with Acme' }).click();
    await signInAtCompany(elsewhere, 'impostor');
    await expect(elsewhere).toHaveURL(`${app.origin}/sign-in?problem=company_unknown`);
    await expect(elsewhere.getByText('Nobody here has this company account.')).toBeVisible();
    await other.close();

    // The same way back again, in the browser that it belongs to: it is signed in, and stays so.
    await page.goto(used);
    await expect(page).toHaveURL(`${app.origin}/accounts`);
  });

  await test.step('confirming asks at the company again', async () => {
    const begun = await post('/api/me/identity/confirm', { to: '/help' });
    const { url } = await begun.json();
    await page.goto(url);
    await signInAtCompany(page, 'ines');
    await page.waitForURL(`${app.origin}/help`);
    const last = await post('/api/me/identity/confirm', { to: '/help' });
    await page.goto((await last.json()).url);
    await signInAtCompany(page, 'impostor');
    await page.waitForURL(`${app.origin}/you?problem=company_unknown`);
    await expect(page.getByText('Nobody here has this company account.')).toBeVisible();
  });

  await test.step('the company account is the only way in, and passwords open nothing', async () => {
    const unlinked = await page.request.delete(`${app.origin}/api/me/identity`, {
      headers: { Origin: app.origin, 'Content-Type': 'application/json' },
    });
    expect(await unlinked.json()).toMatchObject({ code: 'last_way_in' });
    const { csrfToken } = await (await page.request.get(`${app.origin}/api/auth/csrf`)).json();
    const answer = await page.request.post(`${app.origin}/api/auth/callback/credentials`, {
      headers: { Origin: app.origin },
      form: { csrfToken, email: PEOPLE.ines.email, password: 'made-up-and-long', json: 'true' },
    });
    expect(await answer.text()).toContain('passwords_off');
    const change = { currentPassword: 'a', password: 'made-up-and-longer' };
    const changed = await page.request.put(`${app.origin}/api/me/password`, {
      headers: { Origin: app.origin, 'Content-Type': 'application/json' },
      data: JSON.stringify(change),
    });
    expect(await changed.json()).toMatchObject({ code: 'passwords_off' });
  });

  const secrets = [company.clientSecret, token];
  for (const secret of secrets)
    expect(app.output().split('/welcome?token=').pop()).not.toContain(`"${secret}`);
});

test('[ASVS-7.5.1] beside passwords: who has only the company confirms there by a click, and a company account is linked, used and unlinked by clicks', async ({
  page,
  browser,
}) => {
  await app.stop();
  app = await startWith(Number(new URL(app.origin).port), {});
  let invitation = '';

  await test.step('an old proof leads to the company, in a tab of its own', async () => {
    await page.goto(`${app.origin}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with Acme' }).click();
    await signInAtCompany(page, 'ines');
    await page.waitForURL(`${app.origin}/accounts`);
    await page.goto(`${app.origin}/settings/people/invite`);
    await makeProofsOld();
    await page.getByLabel('Who is it for?').fill('Jonas');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    const leave = () => dialog.getByRole('button', { name: 'Sign in again with Acme' }).click();
    const [other] = await Promise.all([page.waitForEvent('popup'), leave()]);
    await expect(dialog.getByRole('status')).toContainText('in the tab that has opened');
    await signInAtCompany(other, 'ines');
    await expect(other.getByRole('heading', { level: 1, name: 'Confirmed' })).toBeVisible();
    // What was typed is still there, and was sent by itself.
    await expect(dialog).toHaveCount(0);
    invitation = await page.getByRole('textbox', { name: 'One-time link' }).inputValue();
  });

  await test.step('somebody with a password links the company account, is let in by it, and unlinks it', async () => {
    const jonas = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
    await jonas.goto(invitation);
    await jonas.getByLabel('First name').fill('Jonas');
    await jonas.getByLabel('Last name').fill('Berg');
    await jonas.getByLabel('Email').fill(PEOPLE.jonas.email);
    await jonas.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
    await jonas.getByRole('button', { name: 'Create my sign-in' }).click();
    await jonas.waitForURL(`${app.origin}/accounts`);

    await jonas.goto(`${app.origin}/you`);
    await jonas.getByRole('button', { name: 'Link your company account' }).click();
    await signInAtCompany(jonas, 'jonas');
    await jonas.waitForURL(`${app.origin}/you`);
    await expect(jonas.getByText('Linked to Acme since')).toBeVisible();

    await jonas.getByRole('button', { name: 'Sign out' }).click();
    await jonas.waitForURL(`${app.origin}/sign-in`);
    await jonas.getByRole('button', { name: 'Sign in with Acme' }).click();
    await jonas.waitForURL(`${app.origin}/accounts`);

    await jonas.goto(`${app.origin}/you`);
    await jonas.getByRole('button', { name: 'Unlink it' }).click();
    await jonas.getByRole('button', { name: 'Unlink the company account' }).click();
    await expect(jonas.getByRole('button', { name: 'Link your company account' })).toBeVisible();
    await jonas.context().close();
  });
});
