import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openExport } from '../lib/exports/sealed-export.ts';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { type PreparedAccount, prepareAccount } from '../test/prepare-account.ts';
import { enterAs } from './enter-as.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, REFUSED, test } from './walk.ts';

/** An app of its own: its keys are rotated here. */
const PASSPHRASE = 'a made-up passphrase of the walk';
let folder: string;
let app: AppProcess;
let account: PreparedAccount;
let owner: OwnerSession;

test.use({ expectedNoise: [REFUSED] });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-encryption-'));
  app = await startApp({ dataDir: path.join(folder, 'data') });
  owner = await makeOwnerSession(app);
  account = await prepareAccount(app, owner, { label: 'Sealed here', upTo: 'token' });
  await owner.call('POST', `/api/accounts/${account.id}/apply`);
});
test.afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('[ASVS-11.2.2] an owner adds a key, everything goes under it while the account is used, and drops the old one', async ({
  page,
}) => {
  await enterAs(page.context(), owner, app.origin);
  const keysFile = path.join(folder, 'data', 'keys');
  const [first = ''] = readFileSync(keysFile, 'utf8').split('\n');
  await page.goto(`${app.origin}/settings/encryption`);
  await expect(page.getByRole('heading', { level: 1, name: 'Encryption' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^k1/ })).toContainText('Seals');
  await expect(page.getByText(keysFile)).toBeVisible();
  await expect(page.getByText('None is older than 365 days')).toBeVisible();
  await page.getByRole('button', { name: 'Add a key' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'k2 was added' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^k2/ })).toContainText('Seals');
  await expect(page.getByRole('row', { name: /^k1/ })).toContainText('No longer needed');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Drop k1' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByRole('button', { name: 'Drop k1' })).toBeFocused();
  await page.getByRole('button', { name: 'Drop k1' }).click();
  await page.getByRole('button', { name: 'Drop now' }).click();
  await expect(page.getByRole('row', { name: /^k1/ })).toBeHidden();
  expect(readFileSync(keysFile, 'utf8')).toMatch(/^k2:\S+\n$/);
  expect(await page.content()).not.toContain(first.slice(3, 30));

  await page.goto(`${app.origin}/accounts/${account.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Sealed here' })).toBeVisible();
  await page.getByRole('button', { name: 'Renew now' }).click();
  await expect(page.getByText('Renewed. The new token is in use.')).toBeVisible();
});

test('an account leaves with its secrets in one sealed file, which opens with the passphrase only', async ({
  page,
}) => {
  await enterAs(page.context(), owner, app.origin);
  await page.goto(`${app.origin}/accounts/${account.id}`);
  await page.getByText('Export with secrets, sealed').click();
  const passphrase = page.getByRole('textbox', { name: 'Passphrase' });
  await passphrase.fill('too short');
  await page.getByRole('button', { name: 'Export sealed' }).click();
  await expect(page.getByText('The passphrase must have 12 characters or more')).toBeVisible();
  await expectAccessible(page);
  await passphrase.fill(PASSPHRASE);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export sealed' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('sealed-here.sealed.json');
  await expect(passphrase).toHaveValue('');
  const text = readFileSync(await download.path(), 'utf8');
  const { clientId = '', clientSecret = '' } = account.client ?? {};
  for (const secret of [clientId, clientSecret, PASSPHRASE]) expect(text).not.toContain(secret);
  expect(await openExport(text, PASSPHRASE)).toMatchObject({
    ...{ label: 'Sealed here', instanceUrl: app.practiceOrigin, clientId, clientSecret },
    accessToken: expect.any(String),
  });
  expect(await openExport(text, `${PASSPHRASE}!`)).toBeNull();
  await page.reload();
  await expect(page.getByText('Configuration with secrets exported, sealed with a passphrase')).toBeVisible();
});
