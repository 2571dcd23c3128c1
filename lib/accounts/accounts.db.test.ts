import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount, listHistory } from '@/lib/accounts/data';
import { listAccounts } from '@/lib/accounts/list-data';
import * as mutations from '@/lib/accounts/mutations';
import type { ClientStep } from '@/lib/accounts/schema';
import * as steps from '@/lib/accounts/step-mutations';
import type { Store } from '@/lib/db/store';
import type { Person } from '@/lib/door/person';
import { openTestStore } from '@/test/database';
import { makePerson } from '@/test/person';

const APP = 'http://localhost:3000';
const NOW = new Date('2026-11-24T10:00:00Z');
const SECRET = 'ab'.repeat(32);
const ID = 'cd'.repeat(16);

let store: Store;
let actor: Person;
beforeAll(async () => {
  store = await openTestStore();
  actor = await makePerson(store);
});
afterAll(() => store.close());

const client = {
  accountType: 'snaplogic-oauth2',
  label: 'AP invoices',
  instanceUrl: 'https://acme-test.coupahost.com',
  clientSource: 'new',
} as const;
const grant = {
  grantType: 'client_credentials',
  clientProof: 'shared_secret',
  name: 'n',
  login: 'l',
  contactFirstName: 'a',
  contactLastName: 'b',
  contactEmail: 'a@b.example',
} as const;
const view = (id: string) => getAccount(store, id, APP, NOW);

async function accountWithCredentials(overrides: Partial<ClientStep> = {}) {
  const id = await mutations.createAccount(store, actor, { ...client, ...overrides });
  await steps.saveGrantTypeStep(store, actor, id, 1, grant);
  await steps.saveScopesStep(store, actor, id, 2, {
    scopeSource: 'chosen',
    scopes: ['core.invoice.read'],
  });
  await steps.saveCredentialsStep(store, actor, id, 3, { clientId: ID, clientSecret: SECRET });
  return id;
}

test('a new account proposes name, login and contact, and goes on with Grant type', async () => {
  const account = await view(await mutations.createAccount(store, actor, client));
  expect(account).toMatchObject({
    nextStep: 'grant-type',
    finishedSteps: ['client'],
    contactFirstName: 'Maya',
    contactEmail: actor.email,
  });
  expect(account.login).toMatch(/^ap-invoices/);
  expect(account.redirectUri).toBe(`${APP}/api/oauth/callback/${account.id}`);
});

test('the four forms lead to Credentials, where Authorize waits; no view carries the secret', async () => {
  const account = await view(await accountWithCredentials());
  expect(account).toMatchObject({
    nextStep: 'credentials',
    hasClientSecret: true,
    clientSecretLength: 64,
    version: 4,
  });
  expect(JSON.stringify(account)).not.toContain(SECRET);
});

test('a form opened before somebody else saved is refused, and nothing of it is written', async () => {
  const id = await accountWithCredentials();
  await expect(steps.saveClientStep(store, actor, id, 1, { ...client, label: 'late' })).rejects.toMatchObject(
    { code: 'changed_meanwhile' },
  );
  expect((await view(id)).label).toBe(client.label);
});

test('another instance clears the credentials, another label does not', async () => {
  const id = await accountWithCredentials();
  await steps.saveClientStep(store, actor, id, 4, { ...client, label: 'renamed' });
  expect(await view(id)).toMatchObject({ clientId: ID, hasClientSecret: true });
  await steps.saveClientStep(store, actor, id, 5, {
    ...client,
    instanceUrl: 'https://acme.coupahost.com',
  });
  expect(await view(id)).toMatchObject({
    clientId: '',
    hasClientSecret: false,
    nextStep: 'credentials',
    scopes: ['core.invoice.read'],
  });
});

test('an empty secret keeps the saved one, but not for another Client ID', async () => {
  const id = await accountWithCredentials();
  await steps.saveCredentialsStep(store, actor, id, 4, { clientId: ID, clientSecret: '' });
  expect((await view(id)).hasClientSecret).toBe(true);
  const other = steps.saveCredentialsStep(store, actor, id, 5, {
    clientId: 'ef'.repeat(16),
    clientSecret: '',
  });
  await expect(other).rejects.toMatchObject({ code: 'invalid_input', facts: { field: 'clientSecret' } });
});

test('steps cannot be skipped', async () => {
  const id = await mutations.createAccount(store, actor, client);
  await expect(
    steps.saveScopesStep(store, actor, id, 1, { scopeSource: 'chosen', scopes: ['a'] }),
  ).rejects.toMatchObject({ code: 'step_not_ready' });
  await expect(
    steps.saveCredentialsStep(store, actor, id, 1, { clientId: ID, clientSecret: SECRET }),
  ).rejects.toMatchObject({ code: 'step_not_ready' });
});

test('a SnapLogic Coupa OAuth2 Account takes client credentials only', async () => {
  const id = await mutations.createAccount(store, actor, client);
  const wrong = steps.saveGrantTypeStep(store, actor, id, 1, {
    ...grant,
    grantType: 'authorization_code',
  });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_input', facts: { field: 'grantType' } });
});

test('an unknown id is not found', async () => {
  await expect(view('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' });
});

test('the list finds by label, host, Client ID and owner; percent signs mean themselves', async () => {
  const id = await accountWithCredentials({ label: '100% special_case' });
  const find = async (search: string) =>
    (await listAccounts(store, { search, filter: 'all', page: 1 }, APP, NOW)).rows.map((row) => row.id);
  expect(await find('100% special')).toEqual([id]);
  expect(await find('special_case')).toEqual([id]);
  expect(await find('100_ special')).toEqual([]);
  expect(await find('acme-test.coupahost')).toContain(id);
  expect(await find(ID.slice(0, 8))).toContain(id);
  expect(await find('lindqvist')).toContain(id);
  expect(await find("' or 1=1 --")).toEqual([]);
});

test('a deleted account leaves the list, can be restored, and both stand in its history', async () => {
  const id = await accountWithCredentials({ label: 'to be deleted' });
  await mutations.deleteAccount(store, actor, id);
  const deleted = await listAccounts(
    store,
    { search: 'to be deleted', filter: 'deleted', page: 1 },
    APP,
    NOW,
  );
  expect(deleted).toMatchObject({ total: 1, counts: { all: 0, deleted: 1 } });
  await mutations.restoreAccount(store, actor, id);
  expect((await view(id)).deletedAt).toBeNull();
  const kinds = (await listHistory(store, id)).map(({ kind }) => kind);
  expect(kinds).toEqual([
    'restored',
    'deleted',
    'credentials_saved',
    'step_changed',
    'step_changed',
    'created',
  ]);
});
