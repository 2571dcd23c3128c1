import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { TOTP } from 'otpauth';
import { type AppProcess, startApp } from '../test/app-process.ts';
import { makeOwnerSession, type OwnerSession, signIn } from '../test/owner-session.ts';
import { type Canary, findLeaks, madeUp, type Place } from './leak-hunt/canaries.ts';
import { captureAnswers, captureStorage } from './leak-hunt/capture.ts';
import { ECHO_MODES, type EchoingCoupa, startEchoingCoupa } from './leak-hunt/echoing-coupa.ts';
import { readFiles, readProcesses, readTables } from './leak-hunt/read-files.ts';

/**
 * Secrets that are canaries go through every flow and every error, against a Coupa that writes them into its answers.
 * Then everything that was sent, printed or kept is searched for them.
 */

const CLIENT_ID = 'c0ffee'.padEnd(32, '0');
const SCOPES = ['core.common.read', 'core.supplier.read', 'offline_access'];

let folder: string;
let coupa: EchoingCoupa;
let app: AppProcess;
let owner: OwnerSession;
let places: Place[] = [];
const clientSecret = madeUp('client-secret');
const wrongSecret = madeUp('wrong-secret');

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'caw-leaks-'));
  coupa = await startEchoingCoupa();
  app = await startApp({
    dataDir: path.join(folder, 'data'),
    env: { INSTANCE_HOSTS: new URL(coupa.origin).host, PRACTICE: 'off' },
  });
  owner = await makeOwnerSession(app);
});
test.afterAll(async () => {
  await app.stop();
  await coupa.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls the API and keeps the answer as a place, headers included. */
async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', address: string, body?: unknown) {
  const answer = await owner.call(method, address, body);
  const text = await answer.text();
  const headers = { ...Object.fromEntries(answer.headers), 'set-cookie': '' };
  places.push({ name: `${method} ${address} ${answer.status}`, text: `${JSON.stringify(headers)}\n${text}` });
  return { status: answer.status, text };
}

async function makeAccount(grantType: 'client_credentials' | 'authorization_code'): Promise<string> {
  const made = await call('POST', '/api/accounts', {
    accountType: 'other',
    label: 'Leak hunt',
    instanceUrl: coupa.origin,
    clientSource: 'new',
  });
  const { id } = JSON.parse(made.text);
  const contact = { contactFirstName: 'a', contactLastName: 'b', contactEmail: 'a@b.example' };
  await save(id, 'grant-type', {
    grantType,
    clientProof: 'shared_secret',
    name: 'n',
    login: 'l',
    ...contact,
  });
  await save(id, 'scopes', { scopeSource: 'chosen', scopes: SCOPES });
  return id;
}

async function save(id: string, step: string, values: unknown) {
  const { version } = JSON.parse((await call('GET', `/api/accounts/${id}`)).text);
  const saved = await call('PUT', `/api/accounts/${id}/${step}`, { version, step: values });
  expect(saved.status, saved.text).toBe(200);
}

const saveSecret = (id: string, secret: string) =>
  save(id, 'credentials', { clientId: CLIENT_ID, clientSecret: secret });

/** Everything that can be asked of an account, whatever the instance answers. */
async function askEverything(id: string) {
  for (const [method, what] of [
    ['POST', 'authorize'],
    ['POST', 'renew'],
    ['POST', 'apply'],
    ['GET', 'exports/curl'],
    ['GET', 'exports/env'],
    ['GET', 'exports/postman-environment'],
    ['GET', ''],
  ] as const)
    await call(method, `/api/accounts/${id}${what && `/${what}`}`);
}

test('secrets that went through every flow and every error are found nowhere but in the reveal [RFC9700-39] [ASVS-10.1.1] [ASVS-14.2.1] [ASVS-14.2.4]', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext();
  const answers = captureAnswers(context, app.origin);
  const [name = '', ...value] = (owner.cookie.split('; ').find((each) => /session/.test(each)) ?? '').split(
    '=',
  );
  await context.addCookies([{ name, value: value.join('='), httpOnly: true, url: app.origin }]);
  const page = await context.newPage();

  // Both grant types, with a good server first, then with every way of writing what it was sent into its answer.
  const byCredentials = await makeAccount('client_credentials');
  const byConsent = await makeAccount('authorization_code');
  for (const id of [byCredentials, byConsent]) {
    await saveSecret(id, clientSecret);
    await page.goto(`${app.origin}/accounts/${id}/setup/credentials`);
    await page.getByRole('button', { name: 'Authorize', exact: true }).click();
    await page.waitForURL('**/setup/result');
    await expect(page.getByRole('heading', { level: 2, name: /^(Not v|V)alidated/ })).toBeVisible({
      timeout: 30_000,
    });
    await askEverything(id);
  }
  for (const mode of ECHO_MODES) {
    coupa.mode = mode;
    for (const id of [byCredentials, byConsent]) {
      await askEverything(id);
      for (const where of ['', '/setup/credentials', '/setup/result'])
        await page.goto(`${app.origin}/accounts/${id}${where}`);
    }
    // One that waits and tries again when it is refused: once with the refusals of an API is enough.
    if (mode === 'description') await call('POST', `/api/accounts/${byCredentials}/validate`);
    await page.goto(`${app.origin}/api/oauth/callback/${byConsent}?code=${madeUp('x')}&state=${madeUp('y')}`);
  }
  await saveSecret(byCredentials, wrongSecret);
  coupa.mode = 'description';
  await page.goto(`${app.origin}/accounts/${byCredentials}/setup/credentials`);
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  const door = await useDoor(byCredentials);
  await page.goto(door.invitation);
  for (const where of PAGES) await page.goto(app.origin + where);
  places.push(...(await captureStorage(context)), ...readProcesses(app.child.pid ?? 0));

  const revealed = await call('POST', `/api/accounts/${byConsent}/reveal`, { what: 'access_token' });
  expect(coupa.tokens.map(({ access }) => access)).toContain(JSON.parse(revealed.text).value);

  await app.stop();
  const keyFile = path.join(folder, 'data', 'keys');
  places = [
    ...places,
    ...answers,
    { name: 'what the process printed', text: app.output() },
    ...readFiles(path.join(folder, 'data'), (file) => file !== 'keys'),
    ...(await readTables(path.join(folder, 'data', 'db'))),
    ...readFiles('.next', (file) => !file.startsWith('cache')),
  ];
  const canaries = [...listCanaries(keyFile), ...door.canaries];
  // The hunt itself: each kind of place was looked at, and a value that must be somewhere is found there.
  expect(places.length).toBeGreaterThan(300);
  expect(findLeaks([{ name: 'label', value: 'Leak hunt', allowed: [] }], places).length).toBeGreaterThan(10);
  expect(
    findLeaks([{ name: 'revealed', value: JSON.parse(revealed.text).value, allowed: [] }], places),
  ).toEqual([expect.stringContaining('/reveal 200')]);
  expect(findLeaks(canaries, places)).toEqual([]);
});

const PAGES = [
  '/accounts',
  '/help',
  '/you',
  '/settings/people',
  '/settings/api-keys',
  '/settings/audit',
  '/settings/encryption',
  '/settings/backup',
];

/** Everything at the door and in the settings that shows a secret once, or takes one. */
async function useDoor(accountId: string): Promise<{ canaries: Canary[]; invitation: string }> {
  const made = async (address: string, body?: unknown) => {
    const { status, text } = await call('POST', address, body);
    expect(status, `${address}: ${text.slice(0, 300)}`).toBeLessThan(300);
    return JSON.parse(text);
  };
  const { url: invitation } = await made('/api/invitations', { role: 'viewer', forWhom: 'Somebody' });
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const wanted = { name: 'Leak hunt', scopes: ['token:read'], accountIds: null, expiresAt };
  const { key } = await made('/api/api-keys', wanted);
  const passphrase = madeUp('passphrase');
  await made(`/api/accounts/${accountId}/sealed-export`, { passphrase });
  await readTokenWith(key, accountId);
  await made('/api/encryption/keys');
  const guessed = madeUp('guessed-password');
  const refused = await signIn(app.origin, 'ines.okafor@acme.example', guessed).catch(String);
  places.push({ name: 'a refused sign-in', text: String(refused) });

  const { secret, pending } = await made('/api/me/totp');
  const code = new TOTP({ secret }).generate();
  const { recoveryCodes } = await made('/api/me/totp/confirm', { pending, code });
  await call('GET', '/api/audit/export');
  const canary = (name: string, value: string, ...allowed: RegExp[]): Canary => ({ name, value, allowed });
  return {
    invitation,
    canaries: [
      canary('API key', key, /^POST \/api\/api-keys 201$/),
      canary('passphrase', passphrase),
      canary('guessed password', guessed),
      canary('secret of an authenticator app', secret, /^POST \/api\/me\/totp 200$/),
      ...recoveryCodes.map((each: string) =>
        canary('recovery code', each, /^POST \/api\/me\/totp\/confirm 20/),
      ),
      canary(
        'invitation',
        new URL(invitation).searchParams.get('token') ?? '',
        /^POST \/api\/invitations 201$/,
        // The link itself, opened.
        /^GET \S+\/invitation\?token=\S+ 200$/,
      ),
    ],
  };
}

async function readTokenWith(key: string, accountId: string) {
  const Authorization = `Bearer ${key}`;
  const answer = await fetch(`${app.origin}/api/accounts/${accountId}/token`, { headers: { Authorization } });
  places.push({ name: `GET /token by key ${answer.status}`, text: await answer.text() });
}

function listCanaries(keyFile: string): Canary[] {
  const secret = (name: string, value: string, ...allowed: RegExp[]): Canary => ({ name, value, allowed });
  const keys = [...readFileSync(keyFile, 'utf8').matchAll(/^k\d+:(\S+)$/gm)].map(([, key = '']) => key);
  const session = (owner.cookie.split('; ').find((each) => /session/.test(each)) ?? '')
    .split('=')
    .slice(1)
    .join('=');
  return [
    secret('client secret', clientSecret),
    secret('wrong client secret', wrongSecret),
    secret('password', owner.password),
    secret('session cookie', session),
    secret(
      'welcome token',
      new URL(app.welcomeUrl()).searchParams.get('token') ?? '',
      /what the process printed/,
    ),
    ...keys.map((key) => secret('key of the ring', key)),
    ...coupa.tokens.flatMap(({ access, refresh, code }) => [
      ...(access ? [secret('access token', access, /POST \S+\/reveal 200/, /^GET \/token by key 200$/)] : []),
      ...(refresh ? [secret('refresh token', refresh)] : []),
      // The browser itself carries the code to the callback, and the answer is a redirect to a clean address.
      ...(code ? [secret('authorization code', code, /^GET \S+\/api\/oauth\/callback\/\S+ 303$/)] : []),
    ]),
  ].filter(({ value }) => value.length >= 16);
}
