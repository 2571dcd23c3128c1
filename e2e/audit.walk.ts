import { readFileSync } from 'node:fs';
import { fillClient } from './steps.ts';
import { expect, test } from './walk.ts';

/** A label that a spreadsheet would compute. */
const LABEL = '=1+1 looked up in the log';

test('[ASVS-1.2.10] [ASVS-16.2.1] what was done is in the audit log: found by filter, exported without a formula, verified', async ({
  page,
}) => {
  await fillClient(page, { label: LABEL });
  await page.goto('/settings/audit');
  const rows = page.getByRole('table', { name: 'Audit log' }).getByRole('row');
  const begun = rows.filter({ hasText: 'Set-up begun' }).filter({ hasText: LABEL });
  await expect(begun).toContainText('Maya Lindqvist');
  await expect(begun.getByRole('code').or(begun.locator('code'))).toHaveText(/^(127\.0\.0\.1|::1)$/);
  await expect(rows.filter({ hasText: 'Service started' })).not.toHaveCount(0);

  await page.getByLabel('Account', { exact: true }).fill('LOOKED UP');
  await page.getByLabel('What').selectOption('Set-up of accounts');
  await page.getByLabel('Person').selectOption('Maya Lindqvist');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/label=LOOKED\+UP/);
  // The head of the table, and the one line.
  await expect(rows).toHaveCount(2);
  await expect(page.getByLabel('What')).toHaveValue('set-up');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export these lines as CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^\ufeff"Sequence",/);
  expect(lines[1]).toContain(`"Maya Lindqvist","","created","Set-up begun","","'${LABEL}"`);

  await page.getByLabel('Result').selectOption('Refused');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByRole('heading', { name: 'No line fits' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all lines' }).first().click();
  await expect(rows.filter({ hasText: 'Audit log exported' })).toContainText('label LOOKED UP');

  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/^[\d,]+ lines, unbroken\.$/)).toBeVisible();
  await expect(page.getByLabel('Last line and its seal')).toHaveValue(/^\d+:[\w-]{43}$/);

  await begun.getByRole('link', { name: LABEL }).click();
  await expect(page.getByRole('heading', { level: 1, name: LABEL })).toBeVisible();
  await page.getByRole('link', { name: 'This account in the audit log' }).click();
  await expect(page.getByText(`Only lines about “${LABEL}”.`)).toBeVisible();
  await expect(rows).toHaveCount(2);
});
