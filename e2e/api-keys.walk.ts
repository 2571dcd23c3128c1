import type { Page } from '@playwright/test';
import { createPracticeClient } from '../test/practice-api.ts';
import { appOrigin, expect, practiceOrigin, REFUSED, test } from './walk.ts';

test.use({ expectedNoise: [REFUSED] });

const call = (path: string, key: string, init: RequestInit = {}) =>
  fetch(appOrigin() + path, { ...init, headers: { Authorization: `Bearer ${key}` } });

async function makeAccount(page: Page, label: string): Promise<string> {
  const made = await page.request.post('/api/accounts', {
    headers: { Origin: appOrigin() },
    data: { accountType: 'other', label, instanceUrl: practiceOrigin(), clientSource: 'new' },
  });
  return (await made.json()).id;
}

test('a key is made in the browser, used by a program, and refused from the moment it is revoked', async ({
  page,
}) => {
  const [mine, other] = [await makeAccount(page, 'Key may see this'), await makeAccount(page, 'Key may not')];
  await page.goto('/settings/api-keys/new');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const summary = page.getByRole('alert', { name: 'There is a problem' });
  await expect(summary.getByRole('link')).toHaveText([/^Enter a name/, /^Choose at least one thing/]);

  await page.getByLabel('Name').fill('Monitor of the walk');
  await page.getByRole('checkbox', { name: 'Read status' }).check();
  await page.getByRole('radio', { name: 'Only these' }).check();
  await page.getByRole('searchbox', { name: 'Search accounts' }).fill('Key may see');
  await page.getByRole('checkbox', { name: 'Key may see this' }).check();
  await page.getByRole('radio', { name: '30 days' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Copy the key now' })).toBeFocused();
  const key = await page.getByRole('textbox', { name: 'API key' }).inputValue();
  expect(key).toMatch(/^caw_[\w-]{49}$/);
  expect(page.url()).not.toContain(key);
  expect(await page.getByText(/^curl /).textContent()).not.toContain(key);

  const list = await call('/api/accounts', key);
  expect(((await list.json()) as { rows: { label: string }[] }).rows.map(({ label }) => label)).toEqual([
    'Key may see this',
  ]);
  expect((await call(`/api/accounts/${mine}`, key)).status).toBe(200);
  expect((await call(`/api/accounts/${other}`, key)).status).toBe(403);
  expect((await call(`/api/accounts/${mine}`, key, { method: 'DELETE' })).status).toBe(403);
  expect((await call('/api/api-keys', key, { method: 'POST' })).status).toBe(403);

  await page.getByRole('link', { name: 'I have copied it' }).click();
  const row = page.getByRole('row', { name: /Monitor of the walk/ });
  await expect(row).toContainText(`caw_…${key.slice(-4)}`);
  await expect(row).toContainText('Key may see this');
  await expect(row).toContainText('127.0.0.1');
  expect(await page.content()).not.toContain(key.slice(4, 40));
  await row.getByRole('button', { name: 'Revoke Monitor of the walk' }).click();
  await row.getByRole('button', { name: 'Revoke now' }).click();
  await expect(row).toContainText('Revoked today');
  const refused = await call('/api/accounts', key);
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer error="invalid_token"',
  ]);
});

test('[ASVS-8.2.1] [ASVS-8.3.1] a bad key beside a signed-in session is refused by every way in', async ({
  page,
}) => {
  const id = await makeAccount(page, 'Behind a bad key');
  const key = `caw_${'A'.repeat(49)}`;
  for (const authorization of [`Bearer ${key}`, 'Bearer', 'Basic bWFkZTp1cA==', key]) {
    for (const path of ['/api/accounts', `/api/accounts/${id}`, `/api/accounts/${id}/token`]) {
      const answer = await page.request.get(path, { headers: { Authorization: authorization } });
      expect(answer.status(), `${authorization} ${path}`).toBe(401);
      expect(await answer.text()).not.toContain('Behind a bad key');
    }
  }
  // The session itself is there and good, and reads no token by this address.
  expect((await page.request.get(`/api/accounts/${id}`)).status()).toBe(200);
  expect((await page.request.get(`/api/accounts/${id}/token`)).status()).toBe(403);
});

test('a program alone sets an account up, as docs/http-api.md has it, and takes its token', async ({
  page,
}) => {
  const made = await page.request.post('/api/api-keys', {
    headers: { Origin: appOrigin() },
    data: {
      ...{ name: 'Set-up script of the walk', scopes: ['token:read', 'accounts:manage'], accountIds: null },
      expiresAt: new Date(Date.now() + 3600_000).toISOString(),
    },
  });
  const { key } = (await made.json()) as { key: string };
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${appOrigin()}/api/accounts${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return answer.json();
  };
  const scopes = ['core.common.read'];
  const client = await createPracticeClient(practiceOrigin(), { scopes });
  const { id } = await send('POST', '', {
    ...{ accountType: 'other', label: 'Set up by a program', clientSource: 'existing' },
    instanceUrl: practiceOrigin(),
  });
  const contact = { name: '', login: '', contactFirstName: '', contactLastName: '', contactEmail: '' };
  const grantType = { grantType: 'client_credentials', clientProof: 'shared_secret', ...contact };
  await send('PUT', `/${id}/grant-type`, { version: 1, step: grantType });
  await send('PUT', `/${id}/scopes`, { version: 2, step: { scopeSource: 'chosen', scopes } });
  const { clientId, clientSecret } = client;
  await send('PUT', `/${id}/credentials`, { version: 3, step: { clientId, clientSecret } });
  await send('POST', `/${id}/authorize`);
  await send('POST', `/${id}/apply`);
  const token = await send('GET', `/${id}/token`);
  expect(token).toMatchObject({ token_type: 'Bearer', expires_in: expect.any(Number) });
  const read = await fetch(`${practiceOrigin()}/api/currencies?limit=1&return_object=limited`, {
    headers: { Authorization: `Bearer ${token.access_token}`, Accept: 'application/json' },
  });
  expect(read.status).toBe(200);
});
