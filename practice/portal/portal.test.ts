import { expect, test } from 'vitest';
import { SCOPE_NAMES } from '../clients/scopes.ts';
import { locationOf } from '../test/browser.ts';
import { startForTest } from '../test/start-for-test.ts';

const FORM: [string, string][] = [
  ['grant_type', 'client_credentials'],
  ['name', 'SnapLogic production'],
  ['login', 'snap-prod-api'],
  ['contact_first_name', 'Ann'],
  ['contact_last_name', 'Example'],
  ['contact_email', 'ann@example.com'],
  ['scopes', 'core.supplier.read'],
  ['scopes', 'core.common.read'],
];

async function startSignedIn(login = 'practice-admin') {
  const running = await startForTest();
  const browser = running.browser();
  await browser.signIn(login);
  const text = async (path: string) => (await browser.go(path)).text();
  return { ...running, browser, text };
}

test('Save shows the client with its identifier, secret and scopes in the form’s order; Regenerate replaces the secret', async () => {
  const { browser, text } = await startSignedIn();
  const page = locationOf(await browser.submit('/oauth2/clients', FORM));
  const shown = await text(page);
  expect(shown).toMatch(/<code id="identifier">[0-9a-f]{32}<\/code>/);
  expect(shown).toContain('core.common.read, core.supplier.read');
  const secretIn = (markup: string) =>
    /type="password" readonly value="([0-9a-f]{64})"/.exec(markup)?.[1] ?? '';
  await browser.submit(`${page}/regenerate`, {});
  const after = secretIn(await text(page));
  expect(after).toHaveLength(64);
  expect(after).not.toBe(secretIn(shown));
});

test('what is wrong is listed, what was typed stays, and nothing is saved', async () => {
  const { browser, text } = await startSignedIn();
  await browser.submit('/oauth2/clients', FORM);
  const answer = await browser.submit('/oauth2/clients', [
    ['grant_type', 'client_credentials'],
    ['login', 'SNAP-prod-api'],
    ['contact_email', 'a"b@example.com'],
  ]);
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect([...page.matchAll(/<li>([A-Z][^<]+)<\/li>/g)].map(([, message]) => message)).toEqual([
    'Name can&#39;t be blank',
    'Contact First Name can&#39;t be blank',
    'Contact Last Name can&#39;t be blank',
    'Login has already been taken',
    'Scopes can&#39;t be blank',
  ]);
  expect(page).toContain('value="a&quot;b@example.com"');
  expect((await text('/oauth2/clients')).match(/<th scope="row">/g)).toHaveLength(1);
});

test('a user’s login is taken too, a redirect URI has to be a web address, and device code is not modelled', async () => {
  const { browser } = await startSignedIn();
  const messagesOf = async (fields: [string, string][]) =>
    (await browser.submit('/oauth2/clients', fields)).text();
  const withLogin = FORM.map(([name, value]): [string, string] => [
    name,
    name === 'login' ? 'practice-buyer' : value,
  ]);
  expect(await messagesOf(withLogin)).toContain('Login has already been taken');
  const code: [string, string][] = [
    ['grant_type', 'authorization_code'],
    ['name', 'Code'],
    ['scopes', 'openid'],
    ['redirect_uris', 'http://a.example, "http://b.example"'],
  ];
  expect(await messagesOf(code)).toContain('which is not a web address');
  expect(await messagesOf([['grant_type', 'device_code']])).toContain(
    'Device code is not part of this practice instance',
  );
});

test('editing keeps the grant type and adds scopes; the list deactivates, activates and searches', async () => {
  const { browser, text } = await startSignedIn();
  const page = locationOf(await browser.submit('/oauth2/clients', FORM));
  expect(await text(`${page}/edit`)).not.toContain('name="grant_type"');
  await browser.submit(page, [
    ...FORM,
    ['scopes', 'core.invoice.read'],
    ['grant_type', 'authorization_code'],
  ]);
  expect(await text(page)).toContain('core.common.read, core.invoice.read, core.supplier.read');
  expect(await text(page)).toContain('Client Credentials');
  await browser.submit(`${page}/deactivate`, {});
  expect(await text('/oauth2/clients?q=snaplogic')).toContain('>Activate<');
  await browser.submit(`${page}/activate`, {});
  expect(await text('/oauth2/clients?q=snap-prod')).toContain('>Deactivate<');
  expect(await text('/oauth2/clients?q=else')).toContain('No client matches the search.');
});

test('the form lists the scopes in Coupa’s order, where an underscore comes before a dot', async () => {
  const { text } = await startSignedIn();
  const boxes = [...(await text('/oauth2/clients/new')).matchAll(/name="scopes" value="([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(boxes).toEqual(SCOPE_NAMES);
  const at = (name: string) => boxes.indexOf(name);
  expect(at('core.easy_form_response.read')).toBeLessThan(at('core.easy_form.read'));
  expect(at('email')).toBeGreaterThan(at('core.user.write'));
  expect(at('treasury.cash_management.read')).toBeGreaterThan(at('profile'));
  expect(at('csp.invoices.read')).toBe(-1);
});

test('a scope has a page by its name and by its number', async () => {
  const { text, browser } = await startSignedIn();
  expect(await text('/oauth2/scopes/core.accounting.read')).toContain('<h3>API/Account Types</h3>');
  expect(await text('/oauth2/scopes/1')).toContain(`<code>${SCOPE_NAMES[0]}</code>`);
  expect((await browser.go('/oauth2/scopes/no.such.read')).status).toBe(404);
});

test('Setup wants an administrator, a wrong password says so, and nobody is led to another host', async () => {
  const { browser, origin } = await startSignedIn('practice-buyer');
  for (const path of ['/administration/setup', '/oauth2/clients', '/oauth2/clients/new', '/oauth2/scopes']) {
    expect([path, (await browser.go(path)).status]).toEqual([path, 403]);
  }
  expect(locationOf(await browser.signIn('practice-admin', '//evil.example/'))).toBe('/user/home');
  expect(locationOf(await browser.signIn('practice-admin', '/\\evil.example/'))).toBe('/user/home');
  await browser.submit('/session/end', {});
  expect(locationOf(await browser.go('/oauth2/clients?q=a'))).toBe(
    '/session/new?return_to=%2Foauth2%2Fclients%3Fq%3Da',
  );
  const wrong = await fetch(`${origin}/session`, {
    method: 'POST',
    body: new URLSearchParams({ login: 'practice-admin' }),
  });
  expect([wrong.status, (await wrong.text()).includes('Login or password is not right.')]).toEqual([
    422,
    true,
  ]);
});

test('every page says that it is a practice instance', async () => {
  const { text } = await startSignedIn();
  const pages = [
    '/',
    '/session/new',
    '/user/home',
    '/administration/setup',
    '/oauth2/clients',
    '/oauth2/clients/new',
  ];
  for (const path of [...pages, '/oauth2/scopes', '/oauth2/scopes/1', '/practice/about', '/nowhere']) {
    expect(await text(path)).toContain('<span class="badge">Practice instance</span>');
  }
});
