import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { createPracticeClient } from '../test/practice-api.ts';
import {
  authorize,
  chooseGrantType,
  chooseScopes,
  expectVerdict,
  fillClient,
  fillCredentials,
} from './steps.ts';
import { appOrigin, expect, practiceOrigin, REFUSED, test } from './walk.ts';

/** What breaks out of text, of an attribute, of a script, of SQL, of a URL or of a line, where something is not encoded. */
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' or 1=1; drop table accounts; --",
  '%_\\',
  '{{7*7}}<%= 7*7 %>#{7*7}',
  '=HYPERLINK("http://evil.example")',
  'javascript:alert(1)',
  '&lt;b&gt; &amp; &#x41;',
  '\u202eoloc si siht',
  '\u2028alert(1)\u2029//',
  '../../etc/passwd',
  '😀 é ß 漢',
];

/** Calls the API as our own page does, from inside a page of ours. */
const call = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(path as string, {
        method: method as string,
        headers: { 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    [method, path, body] as const,
  );

const clientStep = (label: string) => ({
  accountType: 'other',
  label,
  instanceUrl: practiceOrigin(),
  clientSource: 'new',
});

test('[ASVS-1.2.1] [ASVS-1.2.3] [ASVS-1.2.4] [ASVS-3.2.2] hostile text is kept as it is, found as it is, and shown as text', async ({
  page,
}) => {
  page.on('dialog', (dialog) => {
    throw new Error(`a script ran: ${dialog.message()}`);
  });
  await page.goto('/accounts');
  for (const text of HOSTILE) {
    const label = `Hostile ${text}`;
    const made = await call(page, 'POST', '/api/accounts', clientStep(label));
    expect(made.status, label).toBe(201);
    const found = await call(page, 'GET', `/api/accounts?search=${encodeURIComponent(label)}`);
    expect(JSON.stringify(found.body), label).toContain(JSON.stringify(label).slice(1, -1));
    await page.goto(`/accounts/${made.body.id}/setup/client`);
    await expect(page.getByLabel('Label')).toHaveValue(label);
    await page.goto(`/accounts?search=${encodeURIComponent(label)}`);
    await expect(page.locator(`a[href*="${made.body.id}"]`).first()).toHaveText(label.trim());
    expect(await page.locator('main script, main img, main svg[onload]').count(), label).toBe(0);
    expect((await call(page, 'DELETE', `/api/accounts/${made.body.id}`)).status).toBe(200);
  }
});

test.describe('the server checks, whatever the page did', () => {
  test.use({ expectedNoise: [REFUSED] });

  test('[ASVS-2.2.2] [ASVS-2.2.3] values that the pages never send are refused, alone and together', async ({
    page,
  }) => {
    await page.goto('/accounts');
    const good = clientStep('Checked');
    for (const bad of [
      { ...good, label: '' },
      { ...good, label: 'x'.repeat(101) },
      { ...good, label: 'a\u0000b' },
      { ...good, accountType: 'owner' },
      { ...good, instanceUrl: 'https://evil.example' },
      { ...good, instanceUrl: `${"'".repeat(60_000)}x` },
      { ...good, ownerId: '00000000-0000-4000-8000-000000000000' },
      { ...good, verdict: 'validated' },
    ])
      expect((await call(page, 'POST', '/api/accounts', bad)).status, JSON.stringify(bad).slice(0, 200)).toBe(
        422,
      );

    const { body } = await call(page, 'POST', '/api/accounts', good);
    const put = async (step: string, values: unknown) => {
      const account = await call(page, 'GET', `/api/accounts/${body.id}`);
      return (
        await call(page, 'PUT', `/api/accounts/${body.id}/${step}`, {
          version: account.body.version,
          step: values,
        })
      ).status;
    };
    await put('grant-type', {
      grantType: 'client_credentials',
      clientProof: 'shared_secret',
      name: 'Checked',
      login: 'checked',
      contactFirstName: 'a',
      contactLastName: 'b',
      contactEmail: 'a@b.example',
    });
    // Each field is good by itself; together they are not.
    expect(await put('scopes', { scopeSource: 'chosen', scopes: [] })).toBe(422);
    expect(await put('scopes', { scopeSource: 'chosen', scopes: ['core.common.read'] })).toBe(200);
    const [clientId, clientSecret] = ['a'.repeat(32), 'b'.repeat(64)];
    expect(await put('credentials', { clientId: clientSecret, clientSecret: clientId })).toBe(422);
    expect(await put('credentials', { clientId, clientSecret: '' })).toBeGreaterThanOrEqual(400);
  });

  test('[ASVS-2.3.1] a step that is skipped by its address or by the API leads back, and nothing is done', async ({
    page,
  }) => {
    await page.goto('/accounts');
    const { body } = await call(page, 'POST', '/api/accounts', clientStep('Skipped'));
    const at = `/api/accounts/${body.id}`;
    const { version } = (await call(page, 'GET', at)).body;
    const scopes = { scopeSource: 'chosen', scopes: ['core.common.read'] };
    for (const [method, step, sent] of [
      ['PUT', 'scopes', { version, step: scopes }],
      ['PUT', 'credentials', { version, step: { clientId: 'a'.repeat(32), clientSecret: 'b'.repeat(64) } }],
      ['POST', 'authorize', undefined],
      ['POST', 'validate', undefined],
      ['POST', 'renew', undefined],
      ['POST', 'apply', undefined],
    ] as const)
      expect((await call(page, method, `${at}/${step}`, sent)).status, step).toBe(409);
    expect((await call(page, 'GET', at)).body.version).toBe(version);
    for (const step of ['scopes', 'credentials', 'result']) {
      await page.goto(`/accounts/${body.id}/setup/${step}`);
      await expect(page).toHaveURL(new RegExp(`/accounts/${body.id}/setup/grant-type`));
    }
  });
});

test('[ASVS-3.6.1] [ASVS-3.7.3] [ASVS-14.3.3] a whole set-up loads nothing from elsewhere, says where it leads before it does, and leaves nothing in the browser', async ({
  page,
  context,
}) => {
  const blocked: string[] = [];
  await context.route(
    (url) => ![appOrigin(), practiceOrigin()].includes(url.origin) && url.protocol.startsWith('http'),
    (route) => {
      blocked.push(route.request().url());
      return route.abort();
    },
  );
  const scopes = ['core.common.read'];
  await fillClient(page, { label: 'Nothing from elsewhere', accountType: 'Other consumer' });
  await chooseGrantType(page, 'Authorization code');
  await chooseScopes(page, scopes);
  // Before anything leaves: the host by name, and a way to stay.
  await expect(page.getByText(new URL(practiceOrigin()).host).first()).toBeVisible();
  await expect(page.getByText(/takes you to Coupa/)).toBeVisible();
  await page
    .getByRole('link', { name: /Back/ })
    .or(page.getByRole('button', { name: 'Back' }))
    .first()
    .click();
  await page.waitForURL('**/setup/scopes');
  expect(new URL(page.url()).origin).toBe(appOrigin());

  const client = await createPracticeClient(practiceOrigin(), { scopes });
  await fillClient(page, { label: 'Nothing stays behind' });
  await chooseGrantType(page, 'Client credentials');
  await chooseScopes(page, scopes);
  await fillCredentials(page, client.clientId, client.clientSecret);
  await authorize(page);
  await expectVerdict(page, 'Validated');
  expect(blocked).toEqual([]);

  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    readableCookies: document.cookie,
  }));
  expect(kept).toEqual({ local: {}, session: {}, databases: 0, caches: 0, workers: 0, readableCookies: '' });
  const cookies = (await context.cookies(appOrigin())).filter(({ name }) => !name.startsWith('practice'));
  expect(JSON.stringify(cookies)).not.toContain(client.clientSecret);
  expect(cookies.filter(({ httpOnly }) => !httpOnly).map(({ name }) => name)).toEqual([]);
});

test.describe('a page of another site', () => {
  test.use({ expectedNoise: [/./] });

  test('[ASVS-3.5.1] [ASVS-3.5.2] [ASVS-3.5.8] [ASVS-3.4.6] [RFC9700-14] changes nothing, embeds nothing and frames nothing, though the cookies go along', async ({
    page,
  }) => {
    const total = async () => {
      await page.goto('/accounts');
      return JSON.stringify((await call(page, 'GET', '/api/accounts?filter=all')).body).length;
    };
    const before = await total();
    // Another port of localhost is another origin on the same site: SameSite=Lax lets the session's cookie through.
    const evil = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Another site</title>');
    }).listen(0, 'localhost');
    await once(evil, 'listening');
    await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`);
    const tried = await page.evaluate(
      async ([app, step]) => {
        const send = (init: RequestInit) =>
          fetch(`${app}/api/accounts`, { method: 'POST', credentials: 'include', body: step, ...init }).then(
            ({ type, status }) => `${type} ${status}`,
            () => 'refused',
          );
        const loads = (tag: 'img' | 'script', src: string) =>
          new Promise<string>((resolve) => {
            const element = document.createElement(tag);
            element.onload = () => resolve('loaded');
            element.onerror = () => resolve('refused');
            element.src = src;
            document.body.append(element);
          });
        return {
          plain: await send({ mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } }),
          json: await send({ headers: { 'Content-Type': 'application/json' } }),
          script: await loads('script', `${app}/api/accounts`),
          image: await loads('img', `${app}/icon.svg`),
        };
      },
      [appOrigin(), JSON.stringify(clientStep('Forged'))] as const,
    );
    expect(tried).toEqual({
      plain: expect.stringMatching(/opaque 0|refused/),
      json: 'refused',
      script: 'refused',
      image: 'refused',
    });
    for (const path of ['/accounts', '/sign-in', '/api/accounts', '/nothing-here']) {
      await page.setContent(`<iframe src="${appOrigin()}${path}"></iframe>`);
      await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
    }
    await page.setContent(
      `<form method="post" action="${appOrigin()}/api/accounts" enctype="text/plain"><input name='{"a":"' value='"}'></form>`,
    );
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/api/accounts') && answer.status() === 403),
      page.locator('form').evaluate((form: HTMLFormElement) => form.submit()),
    ]);
    await page.waitForURL('**/api/accounts');
    evil.close();
    expect(await total()).toBe(before);
  });
});
