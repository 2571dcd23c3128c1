import { createPracticeClient } from '../test/practice-api.ts';
import { authorize, chooseGrantType, expectVerdict, fillClient, fillCredentials } from './steps.ts';
import { expect, practiceOrigin, test } from './walk.ts';

const SCOPES = ['core.common.read', 'core.invoice.read', 'core.invoice.write'];

test('an existing client: its scopes are left for the token to tell', async ({ page }) => {
  const client = await createPracticeClient(practiceOrigin(), { scopes: SCOPES });
  await fillClient(page, { isExisting: true });
  await chooseGrantType(page, 'Client credentials');
  await expect(page.getByRole('radio', { name: 'Let the token tell' })).toBeChecked();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL('**/setup/credentials');
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await expectVerdict(page, 'Validated');
  const table = page
    .getByRole('table', { name: /requested/i })
    .or(page.getByRole('table'))
    .last();
  for (const scope of SCOPES) await expect(table.getByText(scope, { exact: true })).toBeVisible();
  await expect(page.getByText(/core\.invoice\.write.*not tried/).first()).toBeVisible();
});

test('a scope that is not on the client: one request for all is refused, and the page says what it really has', async ({
  page,
}) => {
  const client = await createPracticeClient(practiceOrigin(), {
    scopes: ['core.common.read', 'core.supplier.read'],
  });
  await fillClient(page);
  await chooseGrantType(page, 'Client credentials');
  await page.getByLabel('Paste scopes').fill('core.common.read core.purchase_order.read');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL('**/setup/credentials');
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await expectVerdict(page, 'Validated with limits');
  await expect(page.getByRole('region', { name: 'Validated with limits' })).toContainText(
    'core.purchase_order.read',
  );
  await expect(page.getByText('Coupa refused the requested scopes as a whole')).toBeVisible();
  await expect(page.getByText('More than asked')).toBeVisible();
});
