import type { BrowserContext, Page } from '@playwright/test';
import type { OwnerSession } from '../test/owner-session.ts';
import { setFaults } from '../test/practice-api.ts';
import { prepareAccount } from '../test/prepare-account.ts';
import { expectAccessible } from './expect-accessible.ts';
import { answerConsent, signInToPortal } from './portal.ts';
import { authorize, expectVerdict } from './steps.ts';
import { appOrigin, expect, practiceOrigin, REFUSED, test } from './walk.ts';

test.use({ expectedNoise: [REFUSED] });

/** The API as this browser's owner may call it. */
function ownerOf(context: BrowserContext): Pick<OwnerSession, 'call'> {
  return {
    async call(method, path, body) {
      const cookies = await context.cookies(appOrigin());
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      return fetch(appOrigin() + path, {
        method,
        headers: { Origin: appOrigin(), Cookie: cookie, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    },
  };
}

const prepare = (context: BrowserContext, wanted: Parameters<typeof prepareAccount>[2]) =>
  prepareAccount(
    { origin: appOrigin(), practiceOrigin: practiceOrigin() },
    { cookie: '', password: '', ...ownerOf(context) },
    wanted,
  );

/** What a Coupa administrator does: Regenerate, Show/Hide, copy. */
async function regenerateInPortal(context: BrowserContext, clientId: number): Promise<string> {
  const coupa = await context.newPage();
  await coupa.goto(`${practiceOrigin()}/oauth2/clients/${clientId}`);
  if (coupa.url().includes('/session/new')) {
    await signInToPortal(coupa);
    await coupa.goto(`${practiceOrigin()}/oauth2/clients/${clientId}`);
  }
  await coupa.getByRole('button', { name: 'Regenerate' }).click();
  await coupa.getByRole('button', { name: 'Show/Hide' }).click();
  const secret = await coupa.getByRole('textbox', { name: 'Secret' }).inputValue();
  await coupa.close();
  return secret;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const said = (page: Page, words: string) =>
  expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

const problem = (page: Page) => page.getByRole('alert', { name: 'There is a problem' });

async function enter(page: Page, secret: string) {
  await page.getByRole('textbox', { name: 'New Client secret' }).fill(secret);
  await press(page, 'Save the new secret');
}

test('[N8] authorization code: regenerated in Coupa, a cut secret is refused before anything is spent, the right one is switched to', async ({
  page,
  context,
}) => {
  const { id, client } = await prepare(context, {
    label: 'Rotated by consent',
    grantType: 'authorization_code',
    scopes: ['core.common.read', 'offline_access'],
    upTo: 'credentials',
  });
  await page.goto(`/accounts/${id}/setup/credentials`);
  await authorize(page);
  await answerConsent(page, 'Allow');
  await expectVerdict(page, 'Validated');
  await press(page, 'Apply');
  await page.getByRole('link', { name: 'replace Client secret' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change the Client secret' })).toBeVisible();
  await expectAccessible(page);
  const secret = await regenerateInPortal(context, client?.id ?? 0);
  await enter(page, '');
  await expect(page.getByText('Enter the new Client secret')).toBeVisible();
  await enter(page, client?.clientSecret ?? '');
  await expect(page.getByText('This is the Client secret in use')).toBeVisible();

  await enter(page, secret.slice(0, 63));
  await said(page, 'Saved beside the one in use. Nothing has changed yet.');
  await press(page, 'Prove it');
  await expect(problem(page)).toContainText('Coupa rejected the new Client secret');
  await page.reload();
  await expect(page.getByText('63 of 64 characters: most likely cut when it was copied.')).toBeVisible();
  await expectAccessible(page);
  await press(page, 'Give it up');
  await press(page, 'Give it up now');
  await said(page, 'Given up. The secret in use stays.');

  await enter(page, secret);
  await said(page, 'Saved beside the one in use');
  await press(page, 'Prove it');
  await said(page, 'Coupa accepted the new secret. Nothing has changed yet.');
  await page.reload();
  await expect(page.getByText('Coupa rejected a made-up secret and not this one')).toBeVisible();
  await press(page, 'Switch');
  await said(page, 'Changed. A token came by the new secret, and the one before is deleted here.');
  expect(await page.content()).not.toContain(secret);

  // The consent and its refresh token lived through it.
  await page.getByRole('link', { name: 'Rotated by consent' }).click();
  await press(page, 'Renew now');
  await said(page, 'Renewed. The new token is in use.');
  await expect(page.getByText('Client secret before the change deleted here')).toBeVisible();
});

test('client credentials: switched while Coupa is in trouble, finished when it is back', async ({
  page,
  context,
}) => {
  const { id, client } = await prepare(context, { label: 'Rotated by itself', upTo: 'token' });
  await page.goto(`/accounts/${id}/rotation`);
  await enter(page, await regenerateInPortal(context, client?.id ?? 0));
  await said(page, 'Saved beside the one in use');
  await press(page, 'Prove it');
  await said(page, 'Coupa accepted the new secret');
  await setFaults(practiceOrigin(), { 'token-500-html': true });
  try {
    await press(page, 'Switch');
    await said(page, 'Switched. The one before is kept until a token comes by the new one.');
    await expect(page.getByRole('region', { name: 'What happened' })).toContainText(
      'Press Try again in a minute.',
    );
    await expectAccessible(page);
  } finally {
    await setFaults(practiceOrigin(), { 'token-500-html': false });
  }
  await press(page, 'Use the secret before');
  await expect(problem(page)).toContainText('does not accept the Client secret before the change any more');
  await press(page, 'Try again');
  await said(page, 'Changed. A token came by the new secret');
});
