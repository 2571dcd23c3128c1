import { OWNER } from './owner.ts';
import { appOrigin, expect, ownerPassword, REFUSED, test } from './walk.ts';

test.use({ storageState: { cookies: [], origins: [] }, expectedNoise: [REFUSED] });

test('sign in, back to the page that was asked for, sign out, and nothing opens again', async ({
  page,
  context,
}) => {
  await page.goto('/accounts?search=something');
  await page.waitForURL('**/sign-in?to=**');
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
  await expect(page.getByText('The email or the password is not right.')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue(OWNER.email);

  await page.getByRole('textbox', { name: 'Password' }).fill(ownerPassword());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${appOrigin()}/accounts?search=something`);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  const Cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const asked = () => fetch(`${appOrigin()}/api/accounts`, { headers: { Cookie, Origin: appOrigin() } });
  expect((await asked()).status).toBe(200);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${appOrigin()}/sign-in`);
  // The cookie as it was, kept by somebody: the session behind it is over.
  expect((await asked()).status).toBe(401);
  await page.goBack();
  await page.waitForURL('**/sign-in?to=**');
  await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});
