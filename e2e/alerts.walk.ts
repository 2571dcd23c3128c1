import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { type Mail, MailServer } from '../test/mail-server.ts';
import { makeOwnerSession, type OwnerSession } from '../test/owner-session.ts';
import { regenerateSecret } from '../test/practice-api.ts';
import { type PreparedAccount, prepareAccount } from '../test/prepare-account.ts';
import { isSignedWith, status, WebhookReceiver } from '../test/webhook-receiver.ts';
import { enterAs } from './enter-as.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, REFUSED, test } from './walk.ts';

/** An app of its own: it knows a mail server, and the loopback host of a system that takes webhooks. */
const OWNER_MAIL = 'ines.okafor@acme.example';
const receiver = new WebhookReceiver();
const mail = new MailServer();
let folder: string;
let app: AppProcess;
let owner: OwnerSession;
let account: PreparedAccount;

test.use({ expectedNoise: [REFUSED] });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-alerts-'));
  await Promise.all([receiver.start(), mail.start()]);
  const env = {
    ALERT_HOSTS: receiver.host,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Coupa accounts <alerts@acme.example>',
  };
  app = await startApp({ dataDir: path.join(folder, 'data'), env });
  owner = await makeOwnerSession(app);
  account = await prepareAccount(app, owner, { label: 'Suppliers to SAP', upTo: 'report' });
  await owner.call('POST', `/api/accounts/${account.id}/apply`);
});
test.afterAll(async () => {
  await app.stop();
  await Promise.all([receiver.stop(), mail.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const toldByMail = async (subject: RegExp): Promise<Mail> => {
  const find = () => mail.mailsTo(OWNER_MAIL).find(({ headers }) => subject.test(headers.subject ?? ''));
  await expect.poll(find).toBeDefined();
  return find() as Mail;
};

let secret = '';

test('an owner adds a webhook, copies its secret this once, and hears at once whether a test arrives', async ({
  page,
}) => {
  await enterAs(page.context(), owner, app.origin);
  await page.goto(`${app.origin}/settings/alerts`);
  await expect(page.getByRole('heading', { name: 'No channels yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add a channel' }).click();
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await expect(settings.getByRole('link', { name: 'Alerts' })).toHaveAttribute('aria-current', 'true');
  await press(page, 'Add the channel');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
  await page.getByLabel('Name').fill('Pager');
  await page.getByLabel('Address').fill('https://127.0.0.1/inside');
  await press(page, 'Add the channel');
  await expect(page.getByText(/Use an https address with a host name/).first()).toBeVisible();
  await page.getByRole('radio', { name: 'Only one' }).check();
  await page.getByRole('radio', { name: /Suppliers to SAP/ }).check();
  await expectAccessible(page);
  await page.getByLabel('Address').fill(receiver.url('/coupa?key=made-up-part-of-an-address'));
  await press(page, 'Add the channel');
  await expect(page.getByRole('heading', { level: 1, name: 'Copy the signing secret now' })).toBeVisible();
  secret = await page.getByLabel('Signing secret').inputValue();
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  await expectAccessible(page);

  receiver.answers('/coupa?key=made-up-part-of-an-address', status(503));
  await press(page, 'Send a test to Pager');
  await expect(
    page.getByRole('status').filter({ hasText: 'Not delivered. The receiver answered 503.' }),
  ).toBeVisible();
  await press(page, 'Send a test to Pager');
  await expect(page.getByRole('status').filter({ hasText: 'Delivered. The answer was 204.' })).toBeVisible();
  for (const call of receiver.calls) expect(await isSignedWith(secret, call)).toBe(true);

  await page.getByRole('link', { name: 'I have copied it' }).click();
  await expect(page.getByRole('row', { name: /^Pager/ })).toContainText('In use');
  await expect(page.getByRole('row', { name: /Test of an alert channel/ })).toHaveCount(2);
  expect(await page.content()).not.toContain('made-up-part-of-an-address');
  expect(await page.content()).not.toContain(secret);
});

test('an account breaks and recovers: each is told once, by signed webhook and by mail, and shown where one looks', async ({
  page,
}) => {
  const target = '/coupa?key=made-up-part-of-an-address';
  await enterAs(page.context(), owner, app.origin);
  receiver.calls.length = 0;
  const client = account.client;
  if (!client) throw new Error('no client was made');
  const { clientSecret } = await regenerateSecret(app.practiceOrigin, client);
  await page.goto(`${app.origin}/accounts/${account.id}`);
  await press(page, 'Renew now');
  const [alert] = await receiver.untilCalled(target);
  if (!alert) throw new Error('nobody called');
  expect(await isSignedWith(secret, alert)).toBe(true);
  expect(JSON.parse(alert.body)).toMatchObject({
    kind: 'failed',
    account: { id: account.id, label: 'Suppliers to SAP', instance: app.practiceOrigin },
    state: 'credentials_rejected',
    reason: { code: 'invalid_client', title: expect.any(String), fixer: expect.any(String) },
    link: `${app.origin}/accounts/${account.id}`,
  });
  const sent = await toldByMail(/^Suppliers to SAP: (?!works)/);
  expect(sent.text).toContain(`Open it: ${app.origin}/accounts/${account.id}`);

  await page.reload();
  const part = page.getByRole('region', { name: 'Who is told' });
  await expect(part).toContainText('Pager, by webhook');
  await expect(part).toContainText('Ines Okafor, owner, by e-mail');
  await expect(part).toContainText('It arrived.');
  await expect(page.getByText('Alert sent').first()).toBeVisible();

  await page.goto(`${app.origin}/accounts/${account.id}/setup/credentials`);
  await page.getByRole('textbox', { name: 'Client secret' }).fill(clientSecret);
  await page.getByRole('button', { name: /^(Authorize|Re-authorize)$/ }).click();
  const [, allClear] = await receiver.untilCalled(target, 2);
  expect(JSON.parse(allClear?.body ?? '{}')).toMatchObject({ kind: 'recovered', state: 'healthy' });
  const over = await toldByMail(/^Suppliers to SAP: works again$/);
  expect(over.headers.references).toBe(sent.headers['message-id']);

  await page.goto(`${app.origin}/settings/alerts`);
  const rows = page
    .getByRole('table', { name: 'Deliveries' })
    .getByRole('row', { name: /^Suppliers to SAP/ });
  await expect(rows).toHaveCount(4);
  for (const row of await rows.all()) await expect(row).toContainText('Delivered');
  await page.getByRole('link', { name: 'Not delivered', exact: true }).click();
  await expect(page.getByRole('row', { name: /Test of an alert channel/ })).toHaveCount(1);

  await press(page, 'Pause Pager');
  await expect(page.getByRole('row', { name: /^Pager/ })).toContainText('Paused since');
  await press(page, 'New secret for Pager');
  await expect(page.getByText(/^For 24 hours both sign/)).toBeVisible();
  await press(page, 'Make a new secret now');
  await expect(page.getByLabel('Signing secret')).toHaveValue(/^whsec_/);
  await press(page, 'Remove Pager');
  await expectAccessible(page);
  await press(page, 'Remove now');
  await expect(page.getByRole('heading', { name: 'No channels yet' })).toBeVisible();
  expect(receiver.callsTo(target)).toHaveLength(2);
});
