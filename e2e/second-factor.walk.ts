import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { startPostgres } from '../test/postgres.ts';
import { prepareAccount } from '../test/prepare-account.ts';
import { expect, REFUSED, test } from './walk.ts';

const EMAIL = 'ines.okafor@acme.example';

/** An app of its own, which demands a second factor; on PostgreSQL, so that a proof can be made old beside it. */
let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let app: AppProcess;
let password: string;

test.use({ storageState: { cookies: [], origins: [] }, expectedNoise: [REFUSED] });
test.setTimeout(120_000);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-factor-'));
  postgres = await startPostgres();
  const keys = path.join(folder, 'keys');
  app = await startApp({
    dataDir: path.join(folder, 'data'),
    env: { DATABASE_URL: postgres.url, KEYS_FILE: keys, SECOND_FACTOR: 'required' },
  });
  ({ password } = await makeOwnerSession(app));
});
test.afterAll(async () => {
  await app.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const passwordStep = async (page: Page) => {
  await page.goto(`${app.origin}/sign-in`);
  await page.getByLabel('Email').fill(EMAIL);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};
const enterCode = async (page: Page, code: string) => {
  await page.getByRole('textbox', { name: /^(Code|Recovery code)$/ }).fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};
const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
};
const codeOf = (secret: string, aheadSeconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + aheadSeconds * 1000 });

/** A platform authenticator of this browser that verifies its user without asking. */
async function addAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function makeProofsOld() {
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  await database.query(`update sessions set confirmed_at = now() - interval '11 minutes'`);
  await database.end();
}

/** Calls the API with the session of the page. */
async function sessionOf(page: Page): Promise<Pick<OwnerSession, 'call'>> {
  const Cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return {
    call: (method, address, body) =>
      fetch(app.origin + address, {
        method,
        headers: { Origin: app.origin, Cookie, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

test('[ASVS-6.3.3] [ASVS-6.5.1] [ASVS-7.5.3] a second factor is demanded, set up, asked for, used once, and confirms a reveal', async ({
  page,
}) => {
  await addAuthenticator(page);
  await test.step('the password alone leads to setting one up, and nowhere else', async () => {
    await passwordStep(page);
    await page.waitForURL('**/you');
    await page.goto(`${app.origin}/accounts`);
    await page.waitForURL('**/you');
    expect((await (await sessionOf(page)).call('GET', '/api/accounts')).status).toBe(403);
  });

  let secret = '';
  let recoveryCodes: string[] = [];
  await test.step('an authenticator app, by the code that it shows', async () => {
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await expect(page.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
    secret = ((await page.locator('form code').textContent()) ?? '').replaceAll(' ', '');
    const field = page.getByLabel('Enter the code that it shows');
    await field.fill('000000');
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await expect(page.getByText('This is not the code of this secret.')).toBeVisible();
    await field.fill(codeOf(secret));
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await expect(page.getByRole('heading', { name: 'Keep these recovery codes' })).toBeFocused();
    recoveryCodes = ((await page.locator('pre').textContent()) ?? '').split('\n');
    expect(recoveryCodes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByText('10 left.')).toBeVisible();
    await page.getByRole('button', { name: 'Remove the authenticator app' }).click();
    await page.getByRole('button', { name: 'Remove now the authenticator app' }).click();
    await expect(page.getByText('Not removed. There must be a second factor.')).toBeVisible();
  });

  await test.step('a code signs in once; a recovery code does when the app is not at hand', async () => {
    const code = codeOf(secret, 30);
    await signOut(page);
    await passwordStep(page);
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
    await enterCode(page, code);
    await page.waitForURL('**/accounts');
    await signOut(page);
    await passwordStep(page);
    await enterCode(page, code);
    await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await enterCode(page, recoveryCodes[0] ?? '');
    await page.waitForURL('**/accounts');
  });

  await test.step('a passkey, and in by it alone', async () => {
    await page.goto(`${app.origin}/you`);
    await expect(page.getByText('9 left.')).toBeVisible();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Name of the passkey').fill('Work laptop');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await expect(page.getByText('not used yet')).toBeVisible();
    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL('**/accounts');
    await signOut(page);
    await passwordStep(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/accounts');
  });

  await test.step('a reveal asks who it is when the last proof is old', async () => {
    const { id } = await prepareAccount(app, (await sessionOf(page)) as OwnerSession, { upTo: 'token' });
    await page.goto(`${app.origin}/accounts/${id}/setup/result`);
    await makeProofsOld();
    const reveal = page.getByRole('button', { name: /Reveal access token/ });
    const token = page.getByLabel('Access token', { exact: true });
    await reveal.click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Code', { exact: true }).fill('000000');
    await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
    await expect(dialog.getByText('This code is not right')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(reveal).toBeFocused();
    await expect(token).toHaveValue(/•/);
    await reveal.click();
    await dialog.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(token).not.toHaveValue(/•/);
  });
});
